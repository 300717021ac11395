import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedLe } from './parameters.ts';

/**
 * GET RESPONSE as a command of its own, ETSI TS 102 221 12.1.1. `exchangeSteps` sends it where it is due; this one is for those who
 * speak TPDUs themselves. It carries what another command answered, so it counts as secret.
 */
export function getResponse(length: number): CardCommand<Uint8Array> {
  return {
    name: 'GET RESPONSE',
    apdu: { cla: 0x00, ins: 0xc0, p1: 0, p2: 0, le: checkedLe(length) },
    sensitive: 'response',
    changesCard: false,
    parse: (response) => expectStatus(response, 'GET RESPONSE').data,
  };
}
