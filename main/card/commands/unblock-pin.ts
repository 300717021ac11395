import { concatBytes } from '../../base/bytes.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedPin } from './pin-value.ts';
import { type PinState, pinStateOf } from './verify-pin.ts';

/** UNBLOCK PIN with its PUK and a new value, each of eight bytes, ETSI TS 102 221 11.1.13. @throws as VERIFY PIN */
export function unblockPin(reference: number, puk: Uint8Array, next: Uint8Array): CardCommand<void> {
  return {
    name: 'UNBLOCK PIN',
    apdu: {
      cla: 0x00,
      ins: 0x2c,
      p1: 0,
      p2: reference,
      data: concatBytes(checkedPin(puk), checkedPin(next)),
    },
    sensitive: 'command',
    changesCard: true,
    parse: (response) => void expectStatus(response, 'UNBLOCK PIN'),
  };
}

/** UNBLOCK PIN without data: the remaining tries of the PUK. Asking uses none. */
export function queryPuk(reference: number): CardCommand<PinState> {
  return {
    name: 'UNBLOCK PIN',
    apdu: { cla: 0x00, ins: 0x2c, p1: 0, p2: reference },
    sensitive: 'none',
    changesCard: false,
    parse: ({ sw }) => pinStateOf(sw),
  };
}
