import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import type { CardLink } from '../../card/link.ts';
import { CardSession } from '../session.ts';
import { eidIn, readEid } from './eid.ts';

const eid = '89049044900000000000000000102355';

/** A card that answers SELECT and GET DATA as told. */
function card(select: string, data = '6a88'): { session: CardSession; sent: string[] } {
  const sent: string[] = [];
  const link: CardLink = {
    atr: fromHex('3b00'),
    protocol: 'T=1',
    exchange: (bytes) => {
      sent.push(toHex(bytes));
      return Promise.resolve(fromHex(bytes[1] === 0xa4 ? select : data));
    },
    reset: () => Promise.resolve(fromHex('3b00')),
  };
  return { session: new CardSession(link), sent };
}

test('the EID of an eUICC is asked of its ECASD', async () => {
  const { session, sent } = card('9000', `5a10${eid}9000`);
  expect(await readEid(session)).toBe(eid);
  expect(sent).toEqual(['00a4040010a0000005591010ffffffff890000020000', '80ca005a00']);
});

test('a card without ECASD is asked no more', async () => {
  const { session, sent } = card('6a82');
  expect(await readEid(session)).toBeUndefined();
  expect(sent).toHaveLength(1);
});

test.each(['6985', '6999', '6a81', '6a86', '6d00', '6e00', '6881', '6700', '6982', '6f00', '6283'])(
  'a card that answers %s is no eUICC that would tell its EID',
  async (sw) => {
    expect(await readEid(card(sw).session)).toBeUndefined();
    expect(await readEid(card('9000', sw).session)).toBeUndefined();
  },
);

test('a card that has no EID to tell has none', async () => {
  expect(await readEid(card('9000').session)).toBeUndefined();
});

test.each([
  ['too short', '5a0189'],
  ['no digits', `5a10${'af'.repeat(16)}`],
  ['another object', `5c10${eid}`],
  ['cut off', `5a10${eid.slice(2)}`],
  ['nothing', ''],
])('an EID that is %s is refused', (_what, answer) => {
  expect(() => eidIn(fromHex(answer))).toThrow(expect.objectContaining({ code: 'eid.malformed' }));
});

test('any answer is an EID or a CardError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (bytes, tagged) => {
      try {
        expect(eidIn(tagged ? concatBytes([0x5a, bytes.length], bytes) : bytes)).toMatch(/^\d{32}$/);
      } catch (error) {
        expect(error).toBeInstanceOf(CardError);
      }
    }),
  );
});
