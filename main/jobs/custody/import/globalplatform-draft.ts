import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { SecureProtocol } from '../../../procedures/globalplatform/open-secure-channel.ts';
import { securityDomainName } from '../security-domains.ts';
import type { FileDefaults, KeySetDraft } from './draft.ts';
import { algorithmMissing, diversificationMissing, incomplete } from './errors.ts';
import { formOf } from './field-forms.ts';
import { checkValuesOf, lengthOf, namedAlgorithm, readKeys } from './key-fields.ts';
import { keyNames } from './key-names.ts';
import type { RawGlobalPlatformSet } from './raw-set.ts';

/**
 * ENC, MAC and DEK of one key version: the card's own, or masters with a diversification. The protocol is what the set says; else what the
 * length of the keys leaves open to no doubt (24 or 32 bytes: SCP03); else what was said for the whole file.
 * @throws InputError `keys.…`
 */
export function globalPlatformDraft(
  raw: RawGlobalPlatformSet,
  owner: KeyOwnerDoc,
  defaults: FileDefaults,
): KeySetDraft {
  const { enc, mac, dek, version } = raw;
  const given = { enc, mac, dek };
  const missing = Object.entries(given).filter(([, text]) => text === undefined);
  if (missing.length > 0) throw incomplete(missing.map(([name]) => name.toUpperCase()).join(', '));
  const protocol = raw.protocol ?? byLength([enc, mac, dek]) ?? defaults.protocol;
  if (protocol === undefined) throw algorithmMissing('protocol', formOf('protocol'));
  if (raw.diversification === undefined && owner.by === 'iin') throw diversificationMissing();
  const diversification = raw.diversification ?? 'none';
  const algorithm = cipherOf(protocol, diversification);
  const lengths = algorithm === 'aes' ? [16, 24, 32] : [16];
  const { names, keys, length } = readKeys(given, raw.checkValues, algorithm, lengths);
  const domain = raw.domain?.toLowerCase();
  return {
    kind: 'globalplatform',
    owner,
    name: `${protocol.toUpperCase()} ${version}${domain === undefined ? '' : ` ${securityDomainName(domain)}`}`,
    version,
    document: {
      algorithm: namedAlgorithm(algorithm, length),
      protocol,
      ...(raw.option === undefined ? {} : { option: raw.option.toLowerCase() }),
      diversification,
      authorises: keyNames(raw.authorises),
      keys: names,
      checkValues: checkValuesOf(raw.checkValues),
      ...(domain === undefined ? {} : { domain }),
    },
    keys,
  };
}

function byLength(texts: readonly (string | undefined)[]): SecureProtocol | undefined {
  const lengths = texts.map((text) => (text === undefined ? undefined : lengthOf(text)));
  return lengths.includes(24) || lengths.includes(32) ? 'scp03' : undefined;
}

/** Of the keys as they are in the file: masters may be of another cipher than what is derived from them. */
export function cipherOf(
  protocol: SecureProtocol,
  diversification: 'none' | 'emv' | 'visa2' | 'kdf3',
): KeyedAlgorithm {
  if (diversification === 'kdf3') return 'aes';
  if (diversification === 'emv' || diversification === 'visa2') return '3des-2';
  return protocol === 'scp02' ? '3des-2' : 'aes';
}
