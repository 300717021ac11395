import { InputError } from '../base/error.ts';
import type { CommandApdu } from './apdu.ts';

/** Highest logical channel, ETSI TS 102 221 10.1.1: 0 to 3 in the first interindustry class, 4 to 19 in the further one. */
export const highestChannel = 19;

/** Commands that exist on the basic channel only: TERMINAL PROFILE, FETCH, TERMINAL RESPONSE, ENVELOPE. */
const basicChannelOnly = new Set([0x10, 0x12, 0x14, 0xc2]);

/**
 * The class byte for `channel`: bits 2 and 1 for channels 0 to 3; bit 7 and bits 4 to 1 for channels 4 to 19, where secure messaging
 * moves to bit 6. Tables 10.3 and 10.4a. @throws InputError `channel.invalid`
 */
export function classOnChannel(cla: number, channel: number): number {
  if (!Number.isInteger(channel) || channel < 0 || channel > highestChannel)
    throw invalid('Logical channels are numbered 0 to 19.');
  // Classes such as A0 have no channel bits.
  if ((cla & 0x60) === 0x20) {
    if (channel === 0) return cla;
    throw invalid('Commands of this class exist on channel 0 only.');
  }
  const further = (cla & 0x40) !== 0;
  const secured = (cla & (further ? 0x20 : 0x0c)) !== 0;
  const kept = cla & 0x90; // proprietary class, command chaining
  if (channel > 3) return kept | 0x40 | (secured ? 0x20 : 0) | (channel - 4);
  const messaging = further && secured ? 0x0c : further ? 0 : cla & 0x0c;
  return kept | messaging | channel;
}

/** The channel a class byte names; 0 for classes without channel bits. */
export function channelOf(cla: number): number {
  if ((cla & 0x40) !== 0) return 4 + (cla & 0x0f);
  return (cla & 0x60) === 0x20 ? 0 : cla & 0x03;
}

/** `apdu` for a logical channel; what exists on the basic channel only stays there. @throws InputError `channel.invalid` */
export function apduOnChannel(apdu: CommandApdu, channel: number): CommandApdu {
  const bound = (apdu.cla & 0x80) !== 0 && basicChannelOnly.has(apdu.ins) ? 0 : channel;
  return { ...apdu, cla: classOnChannel(apdu.cla, bound) };
}

function invalid(why: string): InputError {
  return new InputError('channel.invalid', 'This logical channel cannot be used.', {
    hint: why,
    clause: 'ETSI TS 102 221 10.1.1',
  });
}
