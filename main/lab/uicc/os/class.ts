import { channelOf } from '../../../card/class-byte.ts';
import type { CommandHandler } from './command.ts';
import { Refusal } from './refusal.ts';
import { status } from './status.ts';

/** What a class byte says, ETSI TS 102 221 10.1.1. */
export interface CommandClass {
  readonly group: CommandHandler['cla'];
  readonly channel: number;
  /** Secure messaging of GlobalPlatform, on the basic channel: class 04 or 84. */
  readonly secured: boolean;
}

/** @throws Refusal 6E00 for classes this card does not have, 6882 for other secure messaging; command chaining is 6E00 too. */
export function readClass(cla: number): CommandClass {
  const further = (cla & 0x40) !== 0;
  const known = further ? [0x40, 0x60, 0xc0, 0xe0] : [0x00, 0x80];
  if (!known.includes(cla & 0xf0)) throw new Refusal(status.wrongClass);
  const secured = !further && (cla & 0x0f) === 0x04;
  if (!secured && (cla & (further ? 0x20 : 0x0c)) !== 0)
    throw new Refusal(status.secureMessagingNotSupported);
  return { group: (cla & 0x80) === 0 ? 'interindustry' : 'etsi', channel: channelOf(cla), secured };
}
