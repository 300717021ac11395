import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { encodeCommandApdu } from '../../card/apdu.ts';
import type { CardCommand } from '../../card/command.ts';
import { authenticate } from '../../card/commands/authenticate.ts';
import { queryPin, verifyPin } from '../../card/commands/verify-pin.ts';
import type { CardLink, ExchangeContext } from '../../card/link.ts';
import { type TraceDoc, traceDoc } from '../../contract/trace.ts';
import { tracedLink } from './traced-link.ts';

type Seen = Omit<TraceDoc, 'number'>;

/** A link that gives `answers` in turn, and what its trace tells. */
function traced(...answers: (string | CardError)[]): { link: CardLink; seen: Seen[] } {
  const seen: Seen[] = [];
  const bare: CardLink = {
    atr: fromHex('3b00'),
    protocol: 'T=0',
    exchange: async () => {
      const answer = answers.shift() ?? '9000';
      if (typeof answer !== 'string') throw answer;
      return fromHex(answer);
    },
    reset: async () => fromHex('3b9f'),
  };
  const link = tracedLink(bare, 'R', { now: () => 7 }, (exchange) => void seen.push(exchange));
  return { link, seen };
}

const send = (link: CardLink, command: CardCommand<unknown>): Promise<Uint8Array> =>
  link.exchange(encodeCommandApdu(command.apdu), command);

test('an exchange is named, decoded and timed', async () => {
  const { link, seen } = traced('01029000');
  const answer = await link.exchange(fromHex('00b08a0002'), { name: 'READ BINARY', sensitive: 'none' });
  expect(toHex(answer)).toBe('01029000');
  expect(traceDoc.parse({ number: 1, ...seen[0] })).toMatchObject({
    at: 7,
    reader: 'R',
    name: 'READ BINARY',
    command: '00b08a0002',
    response: '0102',
    sw: '9000',
    meaning: 'Done',
  });
  expect(seen[0]?.decoded.join()).toContain('SFI 0A');
});

test('the PIN of a VERIFY is hidden, the question for its tries is not', async () => {
  const { link, seen } = traced('63c2', '63c2');
  await send(link, verifyPin(0x0a, fromHex('3737363635353434')));
  await send(link, queryPin(0x0a));
  expect(seen.map(({ command }) => command)).toEqual([`0020000a08${'••'.repeat(8)}`, '0020000a']);
  expect(seen[0]?.meaning).toContain('2 tries');
  expect(JSON.stringify(seen)).not.toContain('37373636');
});

test('both halves of AUTHENTICATE are hidden, also when GET RESPONSE fetches the answer', async () => {
  const secret = 'a5'.repeat(16);
  const { link, seen } = traced('6112', `${secret}9000`);
  await send(link, authenticate(0x81, fromHex(`10${'c3'.repeat(16)}10${'d4'.repeat(16)}`)));
  // Even where its sender does not say that it belongs to the command before.
  await link.exchange(fromHex('00c0000012'), { name: 'GET RESPONSE', sensitive: 'none' });
  expect(seen[1]?.response).toBe('••'.repeat(16));
  expect(JSON.stringify(seen)).not.toMatch(/a5a5|c3c3|d4d4/);
});

test('a failed exchange is in the trace without an answer and fails on', async () => {
  const torn = new CardError('card.removed', 'The card was taken out.', { hint: 'Put it in again.' });
  const { link, seen } = traced(torn);
  await expect(link.exchange(fromHex('00f20000'), { name: 'STATUS', sensitive: 'none' })).rejects.toBe(torn);
  expect(seen[0]).toMatchObject({ name: 'STATUS', meaning: 'The card was taken out.' });
  expect(seen[0]).not.toHaveProperty('response');
});

test('a reset is in the trace', async () => {
  const { link, seen } = traced();
  expect(toHex(await link.reset())).toBe('3b9f');
  expect(seen[0]).toMatchObject({ name: 'RESET', response: '3b9f' });
});

const secretInstructions = [0x20, 0x24, 0x26, 0x28, 0x2c, 0x73, 0x75, 0x88, 0x89, 0xd8];

test('whatever is sent, a trace of it fits the contract and holds no data of a secret command', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0x00, 0x01, 0x80, 0xa0),
      fc.constantFrom(...secretInstructions),
      // Not among the bytes of headers and lengths of these commands.
      fc.uint8Array({ minLength: 4, maxLength: 300 }).map((data) => data.map((byte) => 0xe8 | (byte & 0x07))),
      fc.boolean(),
      fc.constantFrom<ExchangeContext['sensitive']>('none', 'command', 'both'),
      async (cla, ins, data, valid, sensitive) => {
        const { link, seen } = traced('9000');
        const bytes = valid
          ? encodeCommandApdu({ cla, ins, p1: 0, p2: 0x0a, data })
          : concatBytes([cla, ins, 0, 0x0a, 3], data);
        await link.exchange(bytes, { name: 'X', sensitive });
        traceDoc.parse({ number: 1, ...seen[0] });
        for (const byte of data) expect(seen[0]?.command.slice(8)).not.toContain(toHex(Uint8Array.of(byte)));
      },
    ),
  );
});

test('any bytes in both directions are traced', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 20 }),
      async (out, back) => {
        const { link, seen } = traced(toHex(back));
        await link.exchange(out, { name: 'X', sensitive: 'none' });
        traceDoc.parse({ number: 1, ...seen[0] });
      },
    ),
  );
});
