import { fromHex } from '../../base/bytes.ts';
import { InternalError } from '../../base/error.ts';
import type { KeyedAlgorithm } from '../../channel/scp80/kic-kid.ts';
import { decodeSpi } from '../../channel/scp80/spi.ts';
import type { StoredKeySet } from '../../store/key-sets.ts';
import type { GlobalPlatformKeySet, KeySet, OtaKeySet } from './types.ts';

/** A stored key set as procedures take it, without what depends on the card and the vault. */
export function fromStored(stored: StoredKeySet): KeySet {
  return stored.kind === 'ota' ? otaSet(stored) : globalPlatformSet(stored);
}

/** Bytes of a key of `algorithm`. */
export const keyLengths = {
  '3des-2': 16,
  '3des-3': 24,
  'aes-128': 16,
  'aes-192': 24,
  'aes-256': 32,
} as const;

function otaSet({ id, name, owner, version, document }: StoredKeySet): OtaKeySet {
  const { algorithm, authorises, keys, ota } = document;
  const [first, second] = ota?.spi === undefined ? [] : fromHex(ota.spi);
  return {
    kind: 'ota',
    id,
    name,
    owner,
    authorises,
    index: version,
    algorithm: keyedAlgorithmOf(algorithm),
    has: (['kic', 'kid', 'kik'] as const).filter((key) => keys.includes(key)),
    ...(first === undefined || second === undefined ? {} : { spi: decodeSpi(first, second) }),
    ...(ota?.buffer === undefined ? {} : { buffer: ota.buffer }),
    ...(ota?.macLength === undefined ? {} : { macLength: ota.macLength }),
    applications: (ota?.applications ?? []).map(({ tar, aid, manages }) => ({
      tar: fromHex(tar),
      ...(aid === undefined ? {} : { aid }),
      manages,
    })),
  };
}

function keyedAlgorithmOf(algorithm: StoredKeySet['document']['algorithm']): KeyedAlgorithm {
  return algorithm === '3des-2' || algorithm === '3des-3' ? algorithm : 'aes';
}

function globalPlatformSet(stored: StoredKeySet): GlobalPlatformKeySet {
  const { id, name, owner, version, document } = stored;
  const { algorithm, protocol, option, diversification, authorises, domain } = document;
  if (protocol === undefined)
    throw new InternalError('keys.no-protocol', 'A stored GlobalPlatform key set has no protocol.', {
      hint: 'Forget this key set and import it again.',
      details: { id },
    });
  return {
    kind: 'globalplatform',
    id,
    name,
    owner,
    authorises,
    version,
    protocol,
    ...(option === undefined ? {} : { option: Number.parseInt(option, 16) }),
    diversification,
    keyLength: keyLengths[algorithm],
    ...(domain === undefined ? {} : { domain }),
  };
}
