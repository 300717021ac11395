import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AkaAlgorithm } from '../../main/auth/algorithm.ts';
import { openAuts } from '../../main/auth/auts.ts';
import { answerChallenge } from '../../main/auth/challenge.ts';
import { kcOfKeys } from '../../main/auth/conversion.ts';
import { deriveOpc, milenage } from '../../main/auth/milenage.ts';
import { encodeSqn } from '../../main/auth/sqn.ts';
import { makeVector } from '../../main/auth/vector.ts';
import { xorTestAlgorithm } from '../../main/auth/xor.ts';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { AccessError } from '../../main/base/error.ts';
import { requireInstalled } from '../support/installed.ts';

// osmo-auc-gen of Osmocom is the AuC's side of AKA, written by others. It takes keys as arguments: they are random.
beforeAll(() => requireInstalled('osmo-auc-gen', 'libosmocore-utils'));

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const runs = { numRuns: 25 };

type Answer = Readonly<Record<string, string>>;

/** The AuC's answer by the names it prints. It counts SQN as one number. */
function osmo(algorithm: 'milenage' | 'XOR', args: Readonly<Record<string, Uint8Array | bigint>>): Answer {
  const flags = Object.entries(args).flatMap(([name, value]) => [
    `--${name}`,
    value instanceof Uint8Array ? toHex(value) : String(value),
  ]);
  const said = execFileSync('osmo-auc-gen', ['--3g', '--algorithm', algorithm, ...flags], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return Object.fromEntries(
    said.split('\n').flatMap((line) => {
      const [, name, value] = /^([A-Za-z ]+):\s+(\S+)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

const numberOf = (sqn: Uint8Array): bigint => BigInt(`0x${toHex(sqn)}`);

/** What the card's side computes from the same input, under the names of osmo-auc-gen. */
function ours(algorithm: AkaAlgorithm, rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Answer {
  const { autn, xres, ck, ik } = makeVector(algorithm, rand, sqn, amf);
  const kc = kcOfKeys(ck, ik);
  const values = { RAND: rand, AUTN: autn, RES: xres, CK: ck, IK: ik, Kc: kc };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toHex(value)]));
}

describe('vectors of random keys', () => {
  test('Milenage with OPc and with OP', () => {
    fc.assert(
      fc.property(bytes(16), bytes(16), bytes(16), bytes(6), bytes(2), (key, op, rand, sqn, amf) => {
        const common = { key, rand, sqn: numberOf(sqn), amf };
        expect(osmo('milenage', { ...common, opc: op })).toMatchObject(
          ours(milenage(key, op), rand, sqn, amf),
        );
        expect(osmo('milenage', { ...common, op })).toMatchObject(
          ours(milenage(key, deriveOpc(key, op)), rand, sqn, amf),
        );
      }),
      runs,
    );
  });

  test('the XOR test algorithm', () => {
    fc.assert(
      fc.property(bytes(16), bytes(16), fc.nat(1_000_000), bytes(2), (key, rand, seq, amf) => {
        const sqn = encodeSqn({ seq, ind: 0 });
        // With this algorithm it takes the number before the one it is told: SEQ one less.
        const next = numberOf(encodeSqn({ seq: seq + 1, ind: 0 }));
        expect(osmo('XOR', { key, opc: key, rand, sqn: next, amf })).toMatchObject(
          ours(xorTestAlgorithm(key), rand, sqn, amf),
        );
      }),
      runs,
    );
  });
});

test('it understands the AUTS of a card, and the card takes the vector it makes then', () => {
  fc.assert(
    fc.property(bytes(16), bytes(16), bytes(16), fc.nat(100_000), (key, opc, rand, seq) => {
      const algorithm = milenage(key, opc);
      const sequences = Array.from({ length: 32 }, (_, ind) => (ind === 5 ? seq + 10 : seq));
      const old = makeVector(algorithm, rand, encodeSqn({ seq: 0, ind: 0 }), new Uint8Array(2));
      const refused = answerChallenge(algorithm, sequences, rand, old.autn);
      if (refused.outcome !== 'synchronisation-failure') throw new TypeError(refused.outcome);
      const next = osmo('milenage', { key, opc, rand, auts: refused.auts });
      const { RAND = '', AUTN = '', RES } = next;
      const taken = answerChallenge(algorithm, sequences, fromHex(RAND), fromHex(AUTN));
      if (taken.outcome !== 'authenticated') throw new TypeError(taken.outcome);
      expect(toHex(taken.res)).toBe(RES);
    }),
    runs,
  );
});

test('an AUTS of another card is refused there as here', () => {
  fc.assert(
    fc.property(bytes(16), bytes(16), bytes(16), bytes(14), (key, opc, rand, auts) => {
      expect(() => osmo('milenage', { key, opc, rand, auts })).toThrow('AUTS from MS seems incorrect');
      expect(() => openAuts(milenage(key, opc), rand, auts)).toThrow(AccessError);
    }),
    runs,
  );
});
