import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { KeySetDocument } from '../../../store/key-sets.ts';
import type { FileDefaults, KeySetDraft } from './draft.ts';
import { algorithmMissing, badField, incomplete } from './errors.ts';
import { formOf } from './field-forms.ts';
import { checkValuesOf, lengthOf, namedAlgorithm, readKeys } from './key-fields.ts';
import { keyNames } from './key-names.ts';
import { type OtaAlgorithm, otaAlgorithm, readOtaAlgorithm } from './ota-algorithm.ts';
import type { RawOtaSet } from './raw-set.ts';
import { applicationAid } from './set-field.ts';

/**
 * KIc, KID and KIK of one number. The algorithm is what the set says; else what the length of the keys leaves open to no doubt (32 bytes:
 * AES); else what was said for the whole file.
 * @throws InputError `keys.…`
 */
export function otaDraft(raw: RawOtaSet, owner: KeyOwnerDoc, defaults: FileDefaults): KeySetDraft {
  const { kic, kid, kik } = raw;
  if (kic === undefined && kid === undefined) throw incomplete('KIc and KID');
  const { algorithm, lengths } = algorithmOf(raw, defaults);
  const { names, keys, length } = readKeys({ kic, kid, kik }, raw.checkValues, algorithm, lengths);
  if (raw.macLength === 4 && algorithm !== 'aes')
    throw badField('macLength', 'does not fit triple DES', 'Its checksum has eight bytes always.');
  return {
    kind: 'ota',
    owner,
    name: `OTA ${raw.index}`,
    version: raw.index,
    document: {
      algorithm: namedAlgorithm(algorithm, length),
      diversification: 'none',
      authorises: keyNames(raw.authorises),
      keys: names,
      checkValues: checkValuesOf(raw.checkValues),
      ota: otaPart(raw, algorithm),
    },
    keys,
  };
}

function algorithmOf(raw: RawOtaSet, defaults: FileDefaults): OtaAlgorithm {
  const texts = [raw.kic, raw.kid, raw.kik];
  if (raw.algorithm !== undefined) return readOtaAlgorithm(raw.algorithm, texts);
  const isAes = texts.some((text) => text !== undefined && lengthOf(text) === 32);
  const algorithm = isAes ? 'aes' : defaults.algorithm;
  if (algorithm === undefined) throw algorithmMissing('algorithm', formOf('algorithm'));
  return otaAlgorithm(algorithm);
}

function otaPart(raw: RawOtaSet, algorithm: KeyedAlgorithm): NonNullable<KeySetDocument['ota']> {
  const { spi, buffer, counter, applications = [] } = raw;
  const macLength = algorithm === 'aes' ? raw.macLength : undefined;
  const known = new Set<string>();
  for (const { aid, manages } of applications) {
    const place = `${manages} ${aid === undefined ? '' : applicationAid(aid)}`;
    if (known.has(place))
      throw badField('applications', 'names two TARs for one place', 'Keep one TAR for each application.');
    known.add(place);
  }
  return {
    ...(spi === undefined ? {} : { spi: spi.toLowerCase() }),
    ...(buffer === undefined ? {} : { buffer }),
    ...(macLength === undefined ? {} : { macLength }),
    ...(counter === undefined ? {} : { counter }),
    applications: applications.map(({ tar, aid, manages }) => ({
      tar: tar.toLowerCase(),
      ...(aid === undefined ? {} : { aid: applicationAid(aid) }),
      manages,
    })),
  };
}
