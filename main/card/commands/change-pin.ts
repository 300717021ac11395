import { concatBytes } from '../../base/bytes.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedPin } from './pin-value.ts';

/** CHANGE PIN, ETSI TS 102 221 11.1.10; both values of eight bytes. @throws as VERIFY PIN */
export function changePin(reference: number, current: Uint8Array, next: Uint8Array): CardCommand<void> {
  return {
    name: 'CHANGE PIN',
    apdu: {
      cla: 0x00,
      ins: 0x24,
      p1: 0,
      p2: reference,
      data: concatBytes(checkedPin(current), checkedPin(next)),
    },
    sensitive: 'command',
    changesCard: true,
    parse: (response) => void expectStatus(response, 'CHANGE PIN'),
  };
}
