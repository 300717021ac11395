import { fromHex } from '../../base/bytes.ts';
import type { Clock } from '../../base/ports.ts';
import type { KeyAlgorithm } from '../../channel/key-data.ts';
import { decodeSpi } from '../../channel/scp80/spi.ts';
import type { RemoteChannelOptions } from '../../procedures/globalplatform/remote-channel.ts';
import type { OtaChannel, OtaCounters } from '../../procedures/ota/channel.ts';
import type { OtaKeySet, OtaKeys } from '../custody/types.ts';

/** TAR of the issuer security domain, ETSI TS 101 220 annex D. */
const issuerTar = fromHex('000000');
/** Bytes of a packet where the card's documents do not tell what it holds: eight short messages. */
const usualBuffer = 1024;

/** Ciphered, with checksum and a rising counter; the proof of receipt likewise. */
const usualSpi = decodeSpi(0x16, 0x19);

type OtaSetting = Pick<
  OtaKeySet,
  'id' | 'index' | 'algorithm' | 'spi' | 'buffer' | 'macLength' | 'applications'
>;

/** How commands of remote application management reach a card with this key set; a proof of receipt is always asked for. */
export function packetChannel(
  set: OtaSetting,
  keys: OtaKeys,
  counters: OtaCounters,
  clock: Clock,
): RemoteChannelOptions {
  const { index, algorithm, macLength } = set;
  const channel: OtaChannel = {
    keySet: set.id,
    keys: {
      ...(keys.kic === undefined ? {} : { kic: keys.kic }),
      ...(keys.kid === undefined ? {} : { kid: keys.kid }),
    },
    spi: { ...(set.spi ?? usualSpi), por: 'always' },
    kic: { algorithm, index },
    kid: { algorithm, index },
    ...(macLength === undefined ? {} : { macLength }),
    counters,
    clock,
  };
  const cipher: KeyAlgorithm = algorithm === 'aes' ? 'aes' : 'des';
  return {
    channel,
    tar: set.applications.find(({ manages }) => manages === 'applications')?.tar ?? issuerTar,
    buffer: set.buffer ?? usualBuffer,
    ...(keys.kik === undefined ? {} : { kik: { algorithm: cipher, value: keys.kik } }),
  };
}
