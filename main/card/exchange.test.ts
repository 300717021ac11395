import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import { CardError, InputError } from '../base/error.ts';
import type { CommandApdu } from './apdu.ts';
import { type ExchangeResult, exchangeSteps } from './exchange.ts';
import type { TransmissionProtocol } from './link.ts';

interface Told {
  readonly sent: readonly string[];
  readonly kinds: readonly string[];
  readonly result: ExchangeResult;
}

/** Plays the card: gives `answers` in turn and notes what was sent. */
function play(
  command: CommandApdu,
  answers: readonly string[],
  protocol: TransmissionProtocol = 'T=0',
  channel = 0,
): Told {
  const steps = exchangeSteps(command, protocol, channel);
  const sent: string[] = [];
  const kinds: string[] = [];
  let step = steps.next();
  for (const answer of answers) {
    if (step.done === true) break;
    sent.push(toHex(step.value.bytes));
    kinds.push(step.value.kind);
    step = steps.next(fromHex(answer));
  }
  if (step.done !== true) throw new RangeError(`one more TPDU: ${toHex(step.value.bytes)}`);
  expect(sent).toHaveLength(answers.length);
  return { sent, kinds, result: step.value };
}

const select: CommandApdu = { cla: 0, ins: 0xa4, p1: 0, p2: 4, data: fromHex('3f00'), le: 256 };
const read: CommandApdu = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 10 };
const update: CommandApdu = { cla: 0, ins: 0xd6, p1: 0, p2: 0, data: fromHex('0102') };
const query: CommandApdu = { cla: 0, ins: 0x20, p1: 0, p2: 1 };

test('the four cases on T=0 and on T=1', () => {
  expect(play(query, ['63c3']).sent).toEqual(['0020000100']);
  expect(play(query, ['63c3'], 'T=1').sent).toEqual(['00200001']);
  expect(play(read, ['9000']).sent).toEqual(['00b000000a']);
  expect(play(update, ['9000']).sent).toEqual(['00d60000020102']);
  expect(play(select, ['9000']).sent).toEqual(['00a40004023f00']);
  expect(play(select, ['6f009000'], 'T=1').sent).toEqual(['00a40004023f0000']);
});

test('61xx is fetched, as often as it comes, and joined', () => {
  const { sent, kinds, result } = play(select, ['6102', 'aabb6101', 'cc9000']);
  expect(sent).toEqual(['00a40004023f00', '00c0000002', '00c0000001']);
  expect(kinds).toEqual(['command', 'get-response', 'get-response']);
  expect(result).toEqual({ response: { data: fromHex('aabbcc'), sw: 0x9000 }, rawSw: 0x9000 });
});

test('6100 means 256 bytes', () => {
  expect(play(select, ['6100', `${'00'.repeat(256)}9000`]).sent[1]).toBe('00c0000000');
});

test('6Cxx repeats the command, and GET RESPONSE, with the right Le; once', () => {
  const { sent, kinds, result } = play(read, ['6c03', '0102039000']);
  expect(sent).toEqual(['00b000000a', '00b0000003']);
  expect(kinds).toEqual(['command', 'again']);
  expect(toHex(result.response.data)).toBe('010203');
  expect(play(select, ['6102', '6c03', '0102039000']).sent[2]).toBe('00c0000003');
  expect(play(read, ['6c03', '6c04']).result.response.sw).toBe(0x6c04);
});

test('6Cxx to a command with data is an error on T=0, a correction on T=1', () => {
  expect(play(update, ['6c03']).result.response.sw).toBe(0x6c03);
  expect(play(select, ['6c02', 'aabb9000'], 'T=1').sent).toEqual(['00a40004023f0000', '00a40004023f0002']);
});

test('6Cxx to a command without an answer is an error: a question for tries never becomes a VERIFY of 8 bytes', () => {
  for (const protocol of ['T=0', 'T=1'] as const)
    expect(play(query, ['6c08'], protocol).result.response.sw).toBe(0x6c08);
});

test('T=1 cards that answer 61xx are served', () => {
  expect(play(select, ['6101', 'aa9000'], 'T=1').result.response.data).toEqual(fromHex('aa'));
});

test('GET RESPONSE bears the channel of the command, in the interindustry class', () => {
  expect(play(select, ['6101', 'aa9000'], 'T=0', 2).sent).toEqual(['02a40004023f00', '02c0000001']);
  expect(play({ ...select, cla: 0x80 }, ['6101', 'aa9000'], 'T=0', 5).sent).toEqual([
    'c1a40004023f00',
    '41c0000001',
  ]);
  const envelope: CommandApdu = { cla: 0x80, ins: 0xc2, p1: 0, p2: 0, data: fromHex('d100'), le: 256 };
  expect(play(envelope, ['6101', 'aa9000'], 'T=0', 2).sent).toEqual(['80c2000002d100', '00c0000001']);
});

test('9Fxx of old cards', () => {
  const { sent, result } = play({ ...select, cla: 0xa0 }, ['9f02', 'aabb9000']);
  expect(sent).toEqual(['a0a40004023f00', 'a0c0000002']);
  expect(toHex(result.response.data)).toBe('aabb');
  expect(play(select, ['9f02']).result.response.sw).toBe(0x9f02);
});

test('91xx is a success that announces a proactive command', () => {
  expect(play(update, ['9112']).result).toEqual({
    response: { data: new Uint8Array(), sw: 0x9000 },
    rawSw: 0x9112,
    proactive: 0x12,
  });
  expect(play(select, ['6101', 'aa9100']).result).toMatchObject({ rawSw: 0x9100, proactive: 256 });
});

test('a warning before the data is kept while they are fetched', () => {
  const fetched = play(select, ['6283', '6c02', 'aabb9000']);
  expect(fetched.sent).toEqual(['00a40004023f00', '00c0000000', '00c0000002']);
  expect(fetched.result).toEqual({ response: { data: fromHex('aabb'), sw: 0x6283 }, rawSw: 0x9000 });
  expect(play(select, ['6283', '6f00']).result.response).toEqual({ data: new Uint8Array(), sw: 0x6283 });
  expect(play(select, ['6283', 'aa9103']).result).toMatchObject({ response: { sw: 0x6283 }, proactive: 3 });
});

test('62F3 only says that there are data; a warning with them counts', () => {
  expect(play(select, ['62f3', 'aa9000']).result.response.sw).toBe(0x9000);
  expect(play(select, ['62f3', 'aa62f1']).result.response.sw).toBe(0x62f1);
});

test('warnings to other commands, and on T=1, end the exchange', () => {
  expect(play(query, ['63c3']).result.response.sw).toBe(0x63c3);
  expect(play(read, ['01026282']).result.response).toEqual({ data: fromHex('0102'), sw: 0x6282 });
  expect(play(select, ['aa6283'], 'T=1').result.response).toEqual({ data: fromHex('aa'), sw: 0x6283 });
});

test('more than T=0 can carry is refused before anything is sent', () => {
  for (const apdu of [
    { ...update, data: new Uint8Array(256) },
    { ...read, le: 257 },
  ])
    expect(() => exchangeSteps(apdu, 'T=0', 0).next()).toThrow(InputError);
  expect(exchangeSteps({ ...read, le: 257 }, 'T=1', 0).next().done).toBe(false);
});

test('an answer without status word is a CardError', () => {
  for (const answer of ['', '90'])
    expect(() => play(read, [answer])).toThrow(expect.objectContaining({ code: 'card.answer-malformed' }));
});

test('whatever a card answers, the exchange ends', () => {
  const answer = fc.oneof(
    fc.uint8Array({ maxLength: 258 }),
    fc
      .tuple(fc.constantFrom(0x61, 0x6c, 0x62, 0x63, 0x9f, 0x91), fc.integer({ min: 0, max: 255 }))
      .map((sw) => Uint8Array.from(sw)),
  );
  fc.assert(
    fc.property(
      fc.array(answer, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(select, read, update, query, { ...select, cla: 0xa0 }),
      fc.constantFrom<TransmissionProtocol>('T=0', 'T=1'),
      (answers, command, protocol) => {
        const steps = exchangeSteps(command, protocol, 0);
        try {
          let step = steps.next();
          for (let i = 0; step.done !== true; i++) {
            expect(i).toBeLessThanOrEqual(300);
            step = steps.next(answers[i % answers.length]!);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(CardError);
        }
      },
    ),
  );
});
