import type { CommandApdu } from './apdu.ts';
import { channelOf } from './class-byte.ts';
import type { Sensitivity } from './command.ts';
import { describeParameters } from './describe-parameters.ts';
import { commandName, isProprietaryClass } from './instructions.ts';

export interface CommandDescription {
  /** In the standard's words: `READ BINARY`. */
  readonly name: string;
  /** Explanations, one a line: `SFI 0A, offset 0`. They repeat no data that {@link redactionOf} hides. */
  readonly decoded: readonly string[];
}

/** What a command says, for traces. Every command has a description. */
export function describeCommand(apdu: CommandApdu): CommandDescription {
  const channel = channelOf(apdu.cla);
  return {
    name: commandName(apdu),
    decoded: [...describeParameters(apdu), ...(channel === 0 ? [] : [`Logical channel ${channel}`])],
  };
}

/** Instructions whose data are PINs, keys or challenges in any class. */
const alwaysSecret: ReadonlyMap<number, Sensitivity> = new Map<number, Sensitivity>([
  [0x20, 'command'],
  [0x24, 'command'],
  [0x26, 'command'],
  [0x28, 'command'],
  [0x2c, 'command'],
  [0x73, 'both'],
  [0x75, 'both'],
  [0x88, 'both'],
  [0x89, 'both'],
  [0xd8, 'command'],
]);

/**
 * Which halves of an exchange a trace must hide: what its sender says (`context`), and whatever it says the data of the PIN commands,
 * PUT KEY, STORE DATA, AUTHENTICATE and the secure channel commands. GET RESPONSE carries what another command answered: there only
 * `context` can tell.
 */
export function redactionOf(apdu: CommandApdu, context: Sensitivity): Sensitivity {
  const storesData = apdu.ins === 0xe2 && isProprietaryClass(apdu.cla);
  return joined(context, storesData ? 'command' : (alwaysSecret.get(apdu.ins) ?? 'none'));
}

function joined(a: Sensitivity, b: Sensitivity): Sensitivity {
  if (a === 'none' || a === b) return b;
  return b === 'none' ? a : 'both';
}
