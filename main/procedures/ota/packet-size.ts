import { buildCommandPacket } from '../../channel/scp80/command-packet.ts';
import { splitPacket } from '../../channel/scp80/sms/concatenation.ts';
import type { OtaChannel } from './channel.ts';

/** What the size of a packet depends on. */
export type PacketForm = Pick<OtaChannel, 'spi' | 'kic' | 'kid' | 'keys' | 'macLength'>;

/** Bytes of the longest command packet that fits into one short message: what a card takes that tells nothing of its buffer. */
export const oneMessage = 137;

/** A multiple of all block sizes of ciphering: over it packets grow with their data. */
const period = 16;

/**
 * Tells the bytes of a command packet by the length of its script, from CPL on.
 * @throws InputError as `buildCommandPacket`, when the function is called
 */
export function packetSizes(form: PacketForm): (length: number) => number {
  const known = new Map<number, number>();
  return (length) => {
    const rest = length % period;
    const size = known.get(rest) ?? packetSize(form, rest);
    known.set(rest, size);
    return size + length - rest;
  };
}

/** Bytes of the command packet with a script of `length` bytes, from CPL on. @throws InputError as `buildCommandPacket` */
export function packetSize({ spi, kic, kid, keys, macLength }: PacketForm, length: number): number {
  const tar = new Uint8Array(3);
  const data = new Uint8Array(length);
  return buildCommandPacket(
    { spi, kic, kid, tar, counter: 0, data, ...(macLength === undefined ? {} : { macLength }) },
    keys,
  ).length;
}

/** Short messages, and so ENVELOPEs, that carry a packet of `size` bytes. @throws InputError `sms.packet-too-long` */
export function messagesFor(size: number): number {
  return splitPacket(new Uint8Array(size), 'command', 0).length;
}
