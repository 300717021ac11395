import { fromHex } from '../../base/bytes.ts';
import type { Clock } from '../../base/ports.ts';
import type { RemoteChannelOptions } from '../../procedures/globalplatform/remote-channel.ts';
import type { OtaCounters } from '../../procedures/ota/channel.ts';
import type { OtaKeySet, OtaKeys } from '../custody/types.ts';
import { channelOf } from '../routes/packets.ts';

/** TAR of the issuer security domain, ETSI TS 101 220 annex D. */
const issuerTar = fromHex('000000');

/** How commands of remote application management reach a card with this key set. */
export function packetChannel(
  set: OtaKeySet,
  keys: OtaKeys,
  counters: OtaCounters,
  clock: Clock,
): RemoteChannelOptions {
  const { channel, buffer } = channelOf(set, keys, counters, clock);
  const { algorithm, applications } = set;
  return {
    channel,
    tar: applications.find(({ manages }) => manages === 'applications')?.tar ?? issuerTar,
    buffer,
    ...(keys.kik === undefined
      ? {}
      : { kik: { algorithm: algorithm === 'aes' ? 'aes' : 'des', value: keys.kik } }),
  };
}
