import { isAdministrative } from '../card/access/key-reference.ts';
import { type PinState, queryPin } from '../card/commands/verify-pin.ts';
import type { PinStatus } from '../card/fcp-types.ts';
import type { KeyStatus } from './inventory/types.ts';
import type { CardSession } from './session.ts';

/**
 * The remaining tries of a PIN or ADM by VERIFY PIN without a value (ETSI TS 102 221 11.1.9): nothing is presented, no try is used. For a
 * local key (81 to 8E) its application must be the current one.
 * @param listed its entry in the PIN status template, which alone tells whether a PIN is disabled
 */
export async function readKeyStatus(
  session: CardSession,
  reference: number,
  listed?: PinStatus,
): Promise<KeyStatus> {
  const answer = await session.run(queryPin(reference));
  const disabled = listed?.enabled === false && !isAdministrative(reference);
  return {
    reference,
    state: disabled && answer.state !== 'blocked' ? 'disabled' : stateOf(answer),
    ...(answer.state === 'tries-left' ? { triesLeft: answer.triesLeft } : {}),
    ...(answer.state === 'blocked' ? { triesLeft: 0 } : {}),
  };
}

function stateOf(answer: PinState): KeyStatus['state'] {
  switch (answer.state) {
    case 'tries-left':
      return 'enabled';
    case 'unusable':
      return 'disabled';
    case 'verified':
    case 'blocked':
    case 'absent':
    case 'unknown':
    default:
      return answer.state;
  }
}
