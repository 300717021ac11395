import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../main/base/bytes.ts';
import { CardwrightError } from '../../main/base/error.ts';
import { decodeCommandApdu } from '../../main/card/apdu.ts';
import { decodeSpi } from '../../main/channel/scp80/spi.ts';
import type { CallInput } from '../../main/contract/calls.ts';
import { calls } from '../../main/contract/calls.ts';
import { answerEnvelope } from '../../main/contract/envelope.ts';
import type { OtaComposeInput } from '../../main/contract/ota.ts';
import { TestEngine } from '../../main/engine/testing/test-engine.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { createUicc } from '../../main/lab/uicc/uicc.ts';
import { connectUicc } from '../../main/lab/uicc-link.ts';
import { runScript } from '../../main/procedures/ota/run-script.ts';
import { labChannel, masterFileTar } from '../../main/procedures/ota/testing/lab-channels.ts';
import { CardSession } from '../../main/procedures/session.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(() => engine.discard());

const channel = labChannel(2);
const keys: OtaComposeInput['keys'] = {
  kind: 'typed',
  kic: toHex(channel.keys.kic!),
  kid: toHex(channel.keys.kid!),
};

/** Answered in the agreed form, and not by a defect of ours. */
async function ask<N extends 'ota.decode' | 'ota.script' | 'ota.encode'>(
  call: N,
  input: CallInput<N>,
): Promise<void> {
  const answer = answerEnvelope.parse(
    await engine.engine.handle({ id: crypto.randomUUID(), call, input }, 'app'),
  );
  if (answer.ok) return void calls[call].output.parse(answer.output);
  expect(answer.error, JSON.stringify(input).slice(0, 2_000)).not.toMatchObject({ kind: 'internal' });
  expect(answer.error.hint).not.toBe('');
}

/** Bytes with a few places changed, cut out, doubled or cut off. */
function mutated(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(Math.max(0, original.length - 1)),
    how: fc.constantFrom('flip', 'cut', 'double', 'end', 'insert'),
    by: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((bytes, { at, how, by }) => {
      const [front, back] = [bytes.slice(0, at), bytes.slice(at)];
      if (how === 'flip') return concatBytes(front, [(back[0] ?? 0) ^ by[0]!], back.slice(1));
      if (how === 'cut') return concatBytes(front, back.slice(by.length));
      if (how === 'double') return concatBytes(front, back.slice(0, by.length), back);
      return how === 'end' ? front : concatBytes(front, by, back);
    }, original),
  );
}

/** What a packet of every kind looks like when it is captured. */
async function captured(): Promise<readonly string[]> {
  const made: string[] = [];
  for (const spi of [0x1619, 0x1209, 0x0001, 0x1539, 0x0619])
    for (const format of ['compact', 'expanded-definite', 'expanded-indefinite'] as const) {
      const compose: OtaComposeInput = {
        keys,
        spi: decodeSpi(spi >> 8, spi & 0xff),
        kic: { algorithm: 'aes', index: 2 },
        kid: ((spi >> 8) & 3) === 1 ? { algorithm: 'crc-32', index: 2 } : { algorithm: 'aes', index: 2 },
        tar: 'b00000',
        counter: 7,
        content: { kind: 'commands', commands: ['00a4000c022f05', '00d60000026465'], format },
      };
      const [packet] = (await engine.call('ota.encode', { compose })).packets;
      made.push(packet!.packet.hex, packet!.messages[0]!.tpdu, packet!.messages[0]!.envelope);
    }
  return made;
}

describe('what was captured', () => {
  test('changed in any way, it is taken apart or refused with a reason', async () => {
    const originals = await captured();
    const part = fc.constantFrom(...originals).chain((hex) => mutated(fromHex(hex)));
    const input = fc.record({
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      answers: fc.option(fc.oneof(part, fc.constantFrom(...originals).map(fromHex)), { nil: undefined }),
      withKeys: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ parts, answers, withKeys }) => {
        const given = parts.map(toHex).filter((hex) => hex !== '');
        if (given.length === 0) return;
        const answered = answers === undefined || answers.length === 0 ? {} : { answers: toHex(answers) };
        await ask('ota.decode', { parts: given, keys: withKeys ? keys : { kind: 'none' }, ...answered });
      }),
      { numRuns: 1500 },
    );
  });

  test('any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.boolean(),
        async (bytes, response) => {
          await ask('ota.decode', { parts: [toHex(bytes)], keys });
          await ask('ota.script', { direction: 'decode', data: toHex(bytes), response });
        },
      ),
      { numRuns: 1500 },
    );
  });
});

test('any scripts and answers to scripts', async () => {
  const originals = [
    'aa14220880f24002024f0000220800a4000402' + '3f0000',
    'ae80220700a4000c023f00220700a4000c022fe2220500b000000a0000',
    '00a4000c022f0500d60000026465',
    'ab078001022302' + '9000',
    'af8023029000230290000000',
    '029000',
  ];
  const data = fc.constantFrom(...originals).chain((hex) => mutated(fromHex(hex)));
  await fc.assert(
    fc.asyncProperty(data, fc.boolean(), async (bytes, response) => {
      if (bytes.length > 0) await ask('ota.script', { direction: 'decode', data: toHex(bytes), response });
    }),
    { numRuns: 1500 },
  );
});

test('any content that is composed', async () => {
  const command = fc.oneof(fc.uint8Array({ maxLength: 12 }).map(toHex), fc.string({ maxLength: 10 }));
  const content: fc.Arbitrary<OtaComposeInput['content']> = fc.oneof(
    fc.record({ kind: fc.constant('hex' as const), data: command }),
    fc.record({
      kind: fc.constant('commands' as const),
      commands: fc.array(command, { minLength: 1, maxLength: 4 }),
      format: fc.constantFrom('compact', 'expanded-definite', 'expanded-indefinite'),
    }),
  );
  const algorithm = fc.constantFrom(
    'implicit',
    'des',
    '3des-2',
    '3des-3',
    'aes',
    'crc-16',
    'crc-32',
    'proprietary',
    'reserved',
  );
  const indicator = fc.record({ algorithm, index: fc.integer({ min: 0, max: 15 }) });
  const input = fc.record({
    content,
    kic: indicator,
    kid: indicator,
    first: fc.nat(0x1f),
    second: fc.nat(0x3f),
    counter: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(input, ({ first, second, ...compose }) =>
      ask('ota.encode', { compose: { ...compose, keys, spi: decodeSpi(first, second), tar: 'b00000' } }),
    ),
    { numRuns: 1000 },
  );
});

describe('response packets of a card that cannot be trusted', () => {
  const commands = ['00a4000c022f05', '00b0000004', '00d60000026465'].map((hex) =>
    decodeCommandApdu(fromHex(hex)),
  );
  const { image } = loadSeed('ota-keys');

  /** A script whose answers are changed on their way; what the card said, and what was made of it. */
  async function exchange(spiBytes: readonly [number, number], change: (answer: Uint8Array) => Uint8Array) {
    const card = createUicc({ image });
    const link = await connectUicc(card);
    const changing = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = await link.exchange(...args);
        return answer.length > 2 ? concatBytes(change(answer.slice(0, -2)), answer.slice(-2)) : answer;
      },
    };
    return runScript(
      new CardSession(changing),
      labChannel(2, { spiBytes }),
      masterFileTar,
      commands,
      'expanded-indefinite',
    );
  }

  test.each([
    ['in the answer to ENVELOPE', [0x16, 0x19]],
    ['signed in plain', [0x16, 0x09]],
    ['by SMS-SUBMIT', [0x16, 0x39]],
  ] as const)(
    '%s: what was signed comes through as it was, anything else is refused',
    async (_, spiBytes) => {
      const genuine = await exchange(spiBytes, (answer) => answer);
      const change = fc.record({
        at: fc.nat(120),
        how: fc.constantFrom('flip', 'cut', 'insert', 'end'),
        by: fc.integer({ min: 1, max: 255 }),
      });
      await fc.assert(
        fc.asyncProperty(change, async ({ at, how, by }) => {
          const changed = (bytes: Uint8Array): Uint8Array => {
            const place = at % bytes.length;
            const [front, back] = [bytes.slice(0, place), bytes.slice(place)];
            if (how === 'flip') return concatBytes(front, [back[0]! ^ by], back.slice(1));
            if (how === 'cut') return concatBytes(front, back.slice(1 + (by % 4)));
            return how === 'end' ? front : concatBytes(front, [by], back);
          };
          try {
            const run = await exchange(spiBytes, changed);
            // Some bytes around a packet mean nothing to it: the address of a short message, for instance.
            expect(run.proof).toEqual(genuine.proof);
            expect(run.responses).toEqual(genuine.responses);
          } catch (error) {
            expect(error).toBeInstanceOf(CardwrightError);
            expect((error as CardwrightError).kind).not.toBe('internal'); // oxlint-disable-line typescript/no-unsafe-type-assertion
          }
        }),
        { numRuns: 400 },
      );
    },
  );
});
