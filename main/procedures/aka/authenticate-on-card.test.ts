import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AkaAlgorithm } from '../../auth/algorithm.ts';
import { kcOfKeys, sresOfRes } from '../../auth/conversion.ts';
import { deriveTopc, tuak } from '../../auth/tuak.ts';
import { xorTestAlgorithm } from '../../auth/xor.ts';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { createAuc } from '../../lab/network/auc.ts';
import type { SqnSchemeName } from '../../lab/network/sqn-scheme.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardFiles } from '../card-files.ts';
import { labAlgorithm, labImpi } from '../gba/testing/lab-gba.ts';
import { identifyCard } from '../inventory/identify.ts';
import { CardSession } from '../session.ts';
import { decodeAkaAnswer, decodeGsmAnswer } from './aka-answer.ts';
import { authenticate3g, authenticateGsm } from './authenticate-on-card.ts';
import type { AkaApplication } from './types.ts';

const tuakK = fromHex('abababababababababababababababab');
const cards: readonly (readonly [string, string, AkaAlgorithm])[] = [
  ['Milenage', 'usim-prepersonalised', labAlgorithm],
  ['TUAK', 'two-modules', tuak(tuakK, deriveTopc(tuakK, new Uint8Array(32).fill(0x55)))],
  ['XOR', 't1-card', xorTestAlgorithm(fromHex('000102030405060708090a0b0c0d0e0f'))],
];

async function inReader(seed: string, kind: 'usim' | 'isim' = 'usim') {
  const files = new CardFiles(
    new CardSession(await connectUicc(createUicc({ image: loadSeed(seed).image }))),
  );
  const { applications } = await identifyCard(files);
  const application = applications.find((one): one is AkaApplication => one.kind === kind)!;
  return { files, application };
}

function aucWith(algorithm: AkaAlgorithm, scheme: SqnSchemeName) {
  const subscribers = [{ impi: labImpi, algorithm, scheme, settings: { uicc: 'GBA_ME' as const } }];
  return createAuc({
    subscribers,
    clock: { now: () => 1_000_000 },
    random: (length) => new Uint8Array(randomBytes(length)),
  });
}

describe.each(cards)('AKA with %s', (_, seed, algorithm) => {
  test.each(['counter', 'time'] as const)(
    'numbers by %s: keys, resynchronisation, and the next challenge fits',
    async (scheme) => {
      const { files, application } = await inReader(seed);
      const auc = aucWith(algorithm, scheme);
      const vector = auc.vector(labImpi)!;
      const answer = await authenticate3g(files, application, vector);
      if (answer.outcome !== 'authenticated') throw new TypeError(answer.outcome);
      expect([answer.res, answer.ck, answer.ik].map(toHex)).toEqual(
        [vector.xres, vector.ck, vector.ik].map(toHex),
      );

      const old = auc.vector(labImpi, 'old-sqn')!;
      const failure = await authenticate3g(files, application, old);
      if (failure.outcome !== 'synchronisation-failure') throw new TypeError(failure.outcome);
      // An AuC that has lost its numbers learns them from AUTS.
      const restored = aucWith(algorithm, scheme);
      expect(restored.resynchronise(labImpi, old.rand, failure.auts)).toBe(true);
      expect((await authenticate3g(files, application, restored.vector(labImpi)!)).outcome).toBe(
        'authenticated',
      );
    },
  );

  test('a wrong MAC is told apart, and AUTS of another subscriber is refused', async () => {
    const { files, application } = await inReader(seed);
    const auc = aucWith(algorithm, 'counter');
    expect(await authenticate3g(files, application, auc.vector(labImpi, 'wrong-autn')!)).toEqual({
      outcome: 'mac-failure',
    });
    expect(() => auc.resynchronise(labImpi, new Uint8Array(16), new Uint8Array(14))).toThrow(
      expect.objectContaining({ code: 'aka.mac-s' }),
    );
  });
});

describe('AKA', () => {
  test('GSM context in the USIM, not in the ISIM', async () => {
    const rand = fromHex('23553cbe9637a89d218ae64dae47bf35');
    const { files, application } = await inReader('usim-prepersonalised');
    const { res, ck, ik } = labAlgorithm.f2345(rand);
    expect(await authenticateGsm(files, application, rand)).toEqual({
      sres: sresOfRes(res),
      kc: kcOfKeys(ck, ik),
    });
    const isim = await inReader('usim-prepersonalised', 'isim');
    await expect(authenticateGsm(isim.files, isim.application, rand)).rejects.toMatchObject({
      code: 'aka.context-unsupported',
      details: { who: 'card', context: 'GSM' },
    });
  });

  test('the PIN is looked at first', async () => {
    const { files, application } = await inReader('provisioned');
    const vector = aucWith(labAlgorithm, 'counter').vector(labImpi)!;
    await expect(authenticate3g(files, application, vector)).rejects.toMatchObject({
      code: 'aka.pin-needed',
      details: { triesLeft: 3 },
    });
  });

  test('any answer is a value or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0xdb, 0xdc, 0x00), (bytes, tag) => {
        for (const decode of [decodeAkaAnswer, decodeGsmAnswer])
          try {
            decode(Uint8Array.of(tag, ...bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(CardwrightError);
          }
      }),
    );
  });
});
