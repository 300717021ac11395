import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedPin } from './pin-value.ts';

/** ENABLE PIN, ETSI TS 102 221 11.1.12. @throws as VERIFY PIN */
export function enablePin(reference: number, value: Uint8Array): CardCommand<void> {
  return {
    name: 'ENABLE PIN',
    apdu: { cla: 0x00, ins: 0x28, p1: 0, p2: reference, data: checkedPin(value) },
    sensitive: 'command',
    changesCard: true,
    parse: (response) => void expectStatus(response, 'ENABLE PIN'),
  };
}

/** DISABLE PIN, 11.1.11; `replacement` is the key reference that is asked for instead (the universal PIN, 11). @throws as VERIFY PIN */
export function disablePin(reference: number, value: Uint8Array, replacement?: number): CardCommand<void> {
  return {
    name: 'DISABLE PIN',
    apdu: {
      cla: 0x00,
      ins: 0x26,
      p1: replacement === undefined ? 0x00 : 0x80 | replacement,
      p2: reference,
      data: checkedPin(value),
    },
    sensitive: 'command',
    changesCard: true,
    parse: (response) => void expectStatus(response, 'DISABLE PIN'),
  };
}
