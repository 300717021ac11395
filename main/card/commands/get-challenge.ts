import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedLe } from './parameters.ts';

/** GET CHALLENGE: a random number of `length` bytes, ETSI TS 102 221 11.1.18. Many cards do not know it. */
export function getChallenge(length = 8): CardCommand<Uint8Array> {
  return {
    name: 'GET CHALLENGE',
    apdu: { cla: 0x00, ins: 0x84, p1: 0, p2: 0, le: checkedLe(length) },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => expectStatus(response, 'GET CHALLENGE').data,
  };
}
