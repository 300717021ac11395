import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedPin } from './pin-value.ts';

/** What VERIFY PIN without a value answers. Asking uses no try. */
export type PinState =
  | { readonly state: 'verified' }
  | { readonly state: 'tries-left'; readonly triesLeft: number }
  | { readonly state: 'blocked' }
  /** Disabled, or the access condition does not need it now. */
  | { readonly state: 'unusable' }
  /** The card has no PIN or key of this reference. */
  | { readonly state: 'absent' }
  /** The card does not tell. */
  | { readonly state: 'unknown'; readonly sw: number };

/** VERIFY PIN without data: the remaining tries of the PIN or key, ETSI TS 102 221 11.1.9. Never throws for a status word. */
export function queryPin(reference: number): CardCommand<PinState> {
  return {
    name: 'VERIFY PIN',
    apdu: { cla: 0x00, ins: 0x20, p1: 0, p2: reference },
    sensitive: 'none',
    changesCard: false,
    parse: ({ sw }) => pinStateOf(sw),
  };
}

/**
 * VERIFY PIN with a value of eight bytes; parses to nothing. A refusal uses up a try: query the tries first.
 * @throws InputError `pin.malformed`; when parsed, AccessError `pin.wrong`, `pin.blocked`, `pin.unusable`
 */
export function verifyPin(reference: number, value: Uint8Array): CardCommand<void> {
  return {
    name: 'VERIFY PIN',
    apdu: { cla: 0x00, ins: 0x20, p1: 0, p2: reference, data: checkedPin(value) },
    sensitive: 'command',
    changesCard: true, // the retry counter
    parse: (response) => void expectStatus(response, 'VERIFY PIN'),
  };
}

/** The answer to a command that asks for tries. */
export function pinStateOf(sw: number): PinState {
  if (sw >> 4 === 0x63c)
    return (sw & 0x0f) === 0 ? { state: 'blocked' } : { state: 'tries-left', triesLeft: sw & 0x0f };
  switch (sw) {
    case 0x9000:
      return { state: 'verified' };
    case 0x6983:
    case 0x9840:
      return { state: 'blocked' };
    case 0x6984:
      return { state: 'unusable' };
    case 0x6a88:
      return { state: 'absent' };
    default:
      return { state: 'unknown', sw };
  }
}
