import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import type { CommandApdu } from '../../../card/apdu.ts';
import more from '../../vectors/scp80-more.json' with { type: 'json' };
import {
  decodeCompactAnswer,
  decodeCompactScript,
  encodeCompactAnswer,
  encodeCompactScript,
} from './compact.ts';
import { decodeExpandedScript, encodeExpandedScript, isExpandedScript, type ScriptItem } from './expanded.ts';
import {
  decodeExpandedAnswer,
  type ExpandedAnswer,
  encodeExpandedAnswer,
  explainFailure,
  isExpandedAnswer,
} from './expanded-answer.ts';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const byte = fc.integer({ min: 0, max: 255 });
const coding = fc.constantFrom<'definite' | 'indefinite'>('definite', 'indefinite');
const data = fc.uint8Array({ minLength: 1, maxLength: 255 });
const select: CommandApdu = { cla: 0x00, ins: 0xa4, p1: 0x00, p2: 0x04, data: fromHex('3f00') };
const read: CommandApdu = { cla: 0x00, ins: 0xb0, p1: 0, p2: 0, le: 10 };

describe('compact scripts', () => {
  test('commands stand one after another, answers last', () => {
    const update = { cla: 0x00, ins: 0xd6, p1: 0, p2: 0, data: fromHex('0102') };
    const bytes = encodeCompactScript([select, update, read]);
    expect(toHex(bytes)).toBe('00a40004023f0000d6000002010200b000000a');
    expect(decodeCompactScript(bytes)).toEqual([select, update, read]);
  });

  test('an Le beside data is left out; GET RESPONSE fetches the answer', () => {
    const fetch = { cla: 0x00, ins: 0xc0, p1: 0, p2: 0, le: 256 };
    expect(toHex(encodeCompactScript([{ ...select, le: 256 }, fetch]))).toBe('00a40004023f0000c0000000');
    expect(decodeCompactScript(encodeCompactScript([read, fetch]))).toEqual([read, fetch]);
  });

  test('an answer that would be lost is refused', () => {
    expect(() => encodeCompactScript([read, select])).toThrow(code('script.answer-lost'));
  });

  test('whether P3 is Lc or Le follows from the command', () => {
    const kinds = (hex: string) =>
      decodeCompactScript(fromHex(hex)).map(({ data, le }) => data?.length ?? le ?? 0);
    expect(kinds('80f2000000')).toEqual([256]); // STATUS
    expect(kinds('80f24002024f00')).toEqual([2]); // GET STATUS
    expect(kinds('80cb0080015c')).toEqual([1]); // RETRIEVE DATA, first block
    expect(kinds('80cb000000')).toEqual([256]); // RETRIEVE DATA, next block
    expect(kinds('0020000100')).toEqual([0]); // VERIFY PIN, asking for the tries
    expect(kinds('80ca00e000')).toEqual([256]);
  });

  test('what the format cannot say is refused', () => {
    for (const command of [
      { ...select, data: new Uint8Array(256) },
      { cla: 0, ins: 0xa4, p1: 0, p2: 0, le: 5 },
      { ...read, data: Uint8Array.of(1) },
      { ...read, le: 257 },
    ])
      expect(() => encodeCompactScript([command])).toThrow(code('script.malformed'));
    for (const hex of ['00', '00a40004', '00a40004023f'])
      expect(() => decodeCompactScript(fromHex(hex))).toThrow(code('script.malformed'));
  });

  test('decoding is the inverse of encoding', () => {
    const incoming = fc.record({
      cla: fc.constantFrom(0x00, 0x01, 0x80, 0xa0),
      ins: fc.constantFrom(0xa4, 0xd6, 0xdc, 0xe0, 0xe6, 0xe8, 0xd8, 0x20, 0x32, 0xa2, 0xdb),
      p1: byte,
      p2: byte,
      data,
    });
    const outgoing = fc.record({
      cla: fc.constantFrom(0x00, 0x80),
      ins: fc.constantFrom(0xb0, 0xb2, 0xca, 0xc0),
      p1: byte,
      p2: byte,
      le: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(fc.array(incoming, { maxLength: 6 }), fc.option(outgoing), (commands, last) => {
        const script: readonly CommandApdu[] = last === null ? commands : [...commands, last];
        expect(decodeCompactScript(encodeCompactScript(script))).toEqual(script);
      }),
    );
  });

  test('answers', () => {
    const answer = { executed: 3, sw: 0x9000, data: fromHex('aabb') };
    expect(toHex(encodeCompactAnswer(answer))).toBe('039000aabb');
    expect(decodeCompactAnswer(encodeCompactAnswer(answer))).toEqual(answer);
    expect(() => decodeCompactAnswer(fromHex('0190'))).toThrow(code('script.response-malformed'));
  });
});

describe('expanded scripts', () => {
  const command = fc.record({
    kind: fc.constant('command' as const),
    apdu: fc.oneof(
      fc.record({ cla: byte, ins: byte, p1: byte, p2: byte, data }),
      fc.record({ cla: byte, ins: byte, p1: byte, p2: byte, le: fc.integer({ min: 1, max: 256 }) }),
      fc.record({ cla: byte, ins: byte, p1: byte, p2: byte, data, le: fc.integer({ min: 1, max: 256 }) }),
      fc.record({ cla: byte, ins: byte, p1: byte, p2: byte }),
    ),
  });
  const action = fc.record({
    kind: fc.constantFrom('immediate-action' as const, 'error-action' as const),
    value: fc.uint8Array({ maxLength: 140 }),
  });
  const chaining = fc.record({
    kind: fc.constant('chaining' as const),
    chaining: fc.constantFrom('first' as const, 'first-kept' as const, 'next' as const, 'last' as const),
  });
  const anyItems = fc
    .tuple(fc.option(chaining), fc.array(fc.oneof(command, action), { maxLength: 6 }))
    .map(([first, rest]): readonly ScriptItem[] => (first === null ? rest : [first, ...rest]));

  test.each(['definite', 'indefinite'] as const)('the published %s script', (form) => {
    const script = decodeExpandedScript(fromHex(more.scripts[form]));
    expect(script.coding).toBe(form);
    expect(script.problem).toBeUndefined();
    expect(script.items.map(({ kind }) => kind)).toEqual(script.items.map(() => 'command'));
    expect(script.items).toHaveLength(form === 'definite' ? 2 : 3);
    expect(toHex(encodeExpandedScript(form, script.items))).toBe(more.scripts[form]);
  });

  test('decoding is the inverse of encoding, in both codings', () => {
    fc.assert(
      fc.property(coding, anyItems, (form, items) => {
        const bytes = encodeExpandedScript(form, items);
        expect(isExpandedScript(bytes)).toBe(true);
        expect(decodeExpandedScript(bytes)).toEqual({ coding: form, items });
      }),
    );
  });

  test('chaining stands only at the beginning', () => {
    const chain: ScriptItem = { kind: 'chaining', chaining: 'next' };
    expect(toHex(encodeExpandedScript('definite', [chain]))).toBe('aa03830102');
    expect(() => encodeExpandedScript('definite', [chain, chain])).toThrow(code('script.malformed'));
    expect(decodeExpandedScript(fromHex('aa06830102830102')).problem).toBe('unknown tag');
  });

  test.each([
    ['aa', 0, 'length not found'],
    ['aa0722', 0, 'wrong length'],
    ['aa0122', 0, 'length not found'],
    ['aa03220500', 0, 'wrong length'],
    ['aa09220500b000000a9900', 1, 'unknown tag'],
    ['aa0a220500b000000a220100', 1, 'wrong length'],
    ['aa03830199', 0, 'wrong length'],
    ['ae80', 0, 'wrong length'],
    ['ae80220500b000000a', 1, 'wrong length'],
    ['ae80220500b000000a00', 1, 'length not found'],
    ['ae80000000', 0, 'wrong length'],
  ])('%s: %d items, then %s', (hex, count, problem) => {
    const script = decodeExpandedScript(fromHex(hex));
    expect(script.items).toHaveLength(count);
    expect(script.problem).toBe(problem);
  });

  test('something else is no script', () => {
    for (const hex of ['', '00a40004023f00', 'ae', 'ae00', 'ab00'])
      expect(() => decodeExpandedScript(fromHex(hex))).toThrow(code('script.malformed'));
  });
});

describe('answers to expanded scripts', () => {
  test('the published answers', () => {
    const rfm = decodeExpandedAnswer(fromHex(more.scripts.rfm_answer));
    expect(rfm.executed).toBe(3);
    expect(rfm.responses.map(({ data, sw }) => [toHex(data), sw])).toEqual([
      ['', 0x9000],
      ['', 0x9000],
      ['98881201000040860814', 0x9000],
    ]);
    expect(toHex(encodeExpandedAnswer(rfm))).toBe(more.scripts.rfm_answer);
    const domain = decodeExpandedAnswer(fromHex(more.scripts.sd_answer));
    expect(domain.responses[0]?.data).toHaveLength(50);
    expect(decodeExpandedAnswer(fromHex('ab0780010123026132'))).toMatchObject({
      executed: 1,
      responses: [{ sw: 0x6132 }],
    });
  });

  test.each([
    ['ab06800101900101', 'unknown tag'],
    ['ab06800101810101', 'immediate action'],
    ['ab06800101830102', 'does not support script chaining'],
    ['ab068001019001ff', 'does not define'],
  ])('%s ends because of “%s”', (hex, words) => {
    const answer = decodeExpandedAnswer(fromHex(hex));
    expect(explainFailure(answer.failure!)).toContain(words);
    expect(toHex(encodeExpandedAnswer(answer))).toBe(hex);
  });

  test('decoding is the inverse of encoding', () => {
    const response = fc.record({
      data: fc.uint8Array({ maxLength: 300 }),
      sw: fc.integer({ min: 0, max: 0xffff }),
    });
    const failure = fc.record({
      kind: fc.constantFrom('bad-format' as const, 'immediate-action' as const, 'chaining' as const),
      code: byte,
    });
    const answer = fc
      .tuple(
        coding,
        fc.integer({ min: 0, max: 1000 }),
        fc.array(response, { maxLength: 4 }),
        fc.option(failure),
      )
      .map(
        ([form, executed, responses, ended]): ExpandedAnswer => ({
          coding: form,
          executed: form === 'definite' ? executed : responses.length,
          responses,
          ...(ended === null ? {} : { failure: ended }),
        }),
      );
    fc.assert(
      fc.property(answer, (given) => {
        const bytes = encodeExpandedAnswer(given);
        expect(isExpandedAnswer(bytes)).toBe(true);
        expect(decodeExpandedAnswer(bytes)).toEqual(given);
      }),
    );
  });

  test.each([
    '',
    '019000',
    'ab00',
    'ab0323016a',
    'ab0480010199',
    'ab06800101230190',
    'ab09800101900101900101',
    'ab0880010123029000',
    'ab028000',
    'af8023029000',
    'af802302900000',
    'af80230290000000ff',
  ])('%s is refused', (hex) => {
    expect(() => decodeExpandedAnswer(fromHex(hex))).toThrow(code('script.response-malformed'));
  });
});

test('any bytes give a script or an answer, or a typed error', () => {
  const decoders = [decodeCompactScript, decodeCompactAnswer, decodeExpandedScript, decodeExpandedAnswer];
  const prefixes = ['', 'aa', 'ae80', 'ab', 'af80', 'ab09800101'].map(fromHex);
  fc.assert(
    fc.property(
      fc.constantFrom(...prefixes),
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...decoders),
      (prefix, rest, decode) => {
        try {
          decode(Uint8Array.of(...prefix, ...rest));
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
