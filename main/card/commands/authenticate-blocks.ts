import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData } from './parameters.ts';

/** P1 of the odd instruction, ETSI TS 102 221 11.1.16: authentication data in, or the answer out; the first block or a further one. */
const firstBlock = 0x80;
const nextBlock = 0x00;
const firstAnswer = 0xa0;
const nextAnswer = 0x20;

/** More data are expected; the answer can be fetched. */
const moreExpected = 0x63f1;
const answerAvailable = [0x62f3] as const;
const moreAvailable = [0x62f1, 0x62f2] as const;

/**
 * AUTHENTICATE with the odd instruction code, one block of a TLV of any length, in the context `p2`; parses to whether the answer can be
 * fetched. ETSI TS 102 221 11.1.16. @throws InputError `data.length`
 */
export function authenticateBlock(p2: number, data: Uint8Array, first: boolean): CardCommand<boolean> {
  return {
    name: 'AUTHENTICATE',
    apdu: { cla: 0x00, ins: 0x89, p1: first ? firstBlock : nextBlock, p2, data: checkedData(data) },
    sensitive: 'both',
    changesCard: true,
    parse: (response) =>
      expectStatus(response, 'AUTHENTICATE', moreExpected, ...answerAvailable).sw !== moreExpected,
  };
}

/** Fetches a block of the answer; parses to it and whether more follows. */
export function authenticationAnswer(
  p2: number,
  first: boolean,
): CardCommand<{ readonly data: Uint8Array; readonly more: boolean }> {
  return {
    name: 'AUTHENTICATE',
    apdu: { cla: 0x00, ins: 0x89, p1: first ? firstAnswer : nextAnswer, p2, le: 256 },
    sensitive: 'both',
    changesCard: false,
    parse(response) {
      const { data, sw } = expectStatus(response, 'AUTHENTICATE', ...moreAvailable);
      return { data, more: moreAvailable.some((word) => word === sw) };
    },
  };
}
