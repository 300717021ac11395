import { buildCommandPacket } from '../../channel/scp80/command-packet.ts';
import type { OtaChannel } from './channel.ts';

/** Bytes of the command packet with a script of `length` bytes, from CPL on. @throws InputError as `buildCommandPacket` */
export function packetSize(channel: OtaChannel, length: number): number {
  const { spi, kic, kid, keys, macLength } = channel;
  const tar = new Uint8Array(3);
  const data = new Uint8Array(length);
  return buildCommandPacket(
    { spi, kic, kid, tar, counter: 0, data, ...(macLength === undefined ? {} : { macLength }) },
    keys,
  ).length;
}
