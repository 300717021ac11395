import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../base/bytes.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { buildAuts, openAuts } from './auts.ts';
import { noSequences } from './card-sequence.ts';
import { answerChallenge } from './challenge.ts';
import { milenage } from './milenage.ts';
import { encodeSqn } from './sqn.ts';
import { defaultTuakOptions, tuak } from './tuak.ts';
import { makeVector } from './vector.ts';
import { xorTestAlgorithm } from './xor.ts';

const k = fromHex('465b5ce8b199b49faa5f0a2ee238a6bc');
const rand = fromHex('23553cbe9637a89d218ae64dae47bf35');
const amf = fromHex('8000');
const algorithms: readonly [string, AkaAlgorithm][] = [
  ['milenage', milenage(k, fromHex('cd63cb71954a9f4e48a5994e37a02baf'))],
  ['tuak', tuak(k, new Uint8Array(32).fill(0x55))],
  ['tuak with a long MAC', tuak(k, new Uint8Array(32), { ...defaultTuakOptions, macLength: 128 })],
  ['xor', xorTestAlgorithm(k)],
];

describe.each(algorithms)('AKA with %s', (_, algorithm) => {
  const fresh = encodeSqn({ seq: 40, ind: 3 });
  const vector = makeVector(algorithm, rand, fresh, amf);

  test('card and network come to the same keys, and the number is used up', () => {
    const result = answerChallenge(algorithm, noSequences, rand, vector.autn);
    expect(result).toMatchObject({
      outcome: 'authenticated',
      res: vector.xres,
      ck: vector.ck,
      ik: vector.ik,
      amf,
      sequences: noSequences.with(3, 40),
    });
  });

  test('an old number leads to an AUTS that tells the network SQN_MS', () => {
    const card = noSequences.with(3, 40).with(5, 900);
    const result = answerChallenge(algorithm, card, rand, vector.autn);
    expect(result.outcome).toBe('synchronisation-failure');
    if (result.outcome !== 'synchronisation-failure') return;
    expect(toHex(openAuts(algorithm, rand, result.auts))).toBe(toHex(encodeSqn({ seq: 900, ind: 5 })));
  });

  test('any changed bit of AUTN is a MAC failure', () => {
    fc.assert(
      fc.property(fc.nat({ max: vector.autn.length * 8 - 1 }), (bit) => {
        const autn = vector.autn.slice();
        autn[bit >> 3]! ^= 1 << (bit & 7);
        expect(answerChallenge(algorithm, noSequences, rand, autn)).toEqual({ outcome: 'mac-failure' });
      }),
    );
  });

  test('a changed AUTS does not verify', () => {
    const auts = buildAuts(algorithm, rand, fresh);
    auts[auts.length - 1]! ^= 1;
    expect(() => openAuts(algorithm, rand, auts)).toThrow(expect.objectContaining({ code: 'aka.mac-s' }));
  });
});

test('AUTS is made with AMF* = 0000', () => {
  const algorithm = milenage(k, k);
  const sqnMs = fromHex('000000000123');
  const auts = buildAuts(algorithm, rand, sqnMs);
  expect(toHex(auts.subarray(6))).toBe(toHex(algorithm.f1star(rand, sqnMs, fromHex('0000'))));
});

test('wrong lengths are typed errors', () => {
  const algorithm = milenage(k, k);
  const wrongLength = expect.objectContaining({ code: 'aka.length' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      fc.pre(![14, 16, 22, 24, 38, 40].includes(bytes.length));
      expect(() => answerChallenge(algorithm, noSequences, rand, bytes)).toThrow(wrongLength);
      expect(() => answerChallenge(algorithm, noSequences, bytes, new Uint8Array(16))).toThrow(wrongLength);
      expect(() => openAuts(algorithm, rand, bytes)).toThrow(wrongLength);
    }),
  );
});
