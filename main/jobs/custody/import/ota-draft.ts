import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { KeySetDocument } from '../../../store/key-sets.ts';
import type { FileDefaults, KeySetDraft } from './draft.ts';
import { algorithmMissing, badField, incomplete } from './errors.ts';
import { checkValuesOf, lengthOf, namedAlgorithm, readKeys } from './key-fields.ts';
import { keyNames } from './key-names.ts';
import type { RawOtaSet } from './raw-set.ts';

const lengths = { '3des-2': [16], '3des-3': [24], aes: [16, 24, 32] } as const;

/**
 * KIc, KID and KIK of one number. The algorithm is what the set says; else what the length of the keys leaves open to no doubt (32 bytes:
 * AES); else what was said for the whole file.
 * @throws InputError `keys.…`
 */
export function otaDraft(raw: RawOtaSet, owner: KeyOwnerDoc, defaults: FileDefaults): KeySetDraft {
  const { kic, kid, kik } = raw;
  if (kic === undefined && kid === undefined) throw incomplete('KIc and KID');
  const algorithm = raw.algorithm ?? byLength([kic, kid, kik]) ?? defaults.algorithm;
  if (algorithm === undefined) throw algorithmMissing('algorithm', '3des-2, 3des-3 or aes');
  const { names, keys, length } = readKeys({ kic, kid, kik }, raw.checkValues, algorithm, lengths[algorithm]);
  if (raw.macLength !== undefined && algorithm !== 'aes')
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
      ota: otaPart(raw),
    },
    keys,
  };
}

function byLength(texts: readonly (string | undefined)[]): KeyedAlgorithm | undefined {
  return texts.some((text) => text !== undefined && lengthOf(text) === 32) ? 'aes' : undefined;
}

function otaPart(raw: RawOtaSet): NonNullable<KeySetDocument['ota']> {
  const { spi, buffer, macLength, counter, applications = [] } = raw;
  const known = new Set<string>();
  for (const { aid = '', manages } of applications) {
    const place = `${manages} ${aid.toLowerCase()}`;
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
      ...(aid === undefined ? {} : { aid: aid.toLowerCase() }),
      manages,
    })),
  };
}
