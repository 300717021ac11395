import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import type { AkaAlgorithm } from '../algorithm.ts';
import { buildAuts } from '../auts.ts';
import { modifyMac } from '../gba/mac-modification.ts';
import { deriveOpc, milenage } from '../milenage.ts';
import { encodeSqn } from '../sqn.ts';
import { makeVector } from '../vector.ts';
import { xorBytes } from '../xor-bytes.ts';
import { type CardVerdict, diagnoseRefusal } from './diagnose-refusal.ts';
import { explainAutn } from './explain-autn.ts';

const k = fromHex('465b5ce8b199b49faa5f0a2ee238a6bc');
const op = fromHex('cdc202d5123e20f62b6d676ac72cb318');
const algorithm = milenage(k, deriveOpc(k, op));
const rand = fromHex('23553cbe9637a89d218ae64dae47bf35');
const amf = fromHex('0000');
const stranger = milenage(fromHex('00112233445566778899aabbccddeeff'), deriveOpc(k, op));

const vectorAt = (seq: number, by: AkaAlgorithm = algorithm, bits = amf) =>
  makeVector(by, rand, encodeSqn({ seq, ind: 3 }), bits);
const autsAt = (seq: number, by: AkaAlgorithm = algorithm) => buildAuts(by, rand, encodeSqn({ seq, ind: 9 }));
const ids = ({ findings }: { readonly findings: readonly { readonly id: string }[] }) =>
  findings.map(({ id }) => id);

describe('explainAutn', () => {
  test('test set 1 of TS 35.207: SQN, AMF and MAC', () => {
    const autn = fromHex('55f328b43577b9b94a9ffac354dfafb3');
    const told = explainAutn({ rand, autn, algorithm });
    expect(toHex(told.sqn!.bytes)).toBe('ff9bb4d0b607');
    expect(told).toMatchObject({ mac: 'right', sqn: { parts: { ind: 7 } } });
    expect(told.amfMeaning.map(({ meaning }) => meaning)).toEqual([
      'Separation bit 1: for EPS and 5G only',
      'Reserved, but not 0 (0111001)',
      'For the operator’s own use (10111001)',
    ]);
  });

  test('without a key only what anybody can read', () => {
    const { autn } = vectorAt(5);
    const told = explainAutn({ rand, autn, auts: autsAt(7) });
    expect(told.sqn).toBeUndefined();
    expect(told.mac).toBe('unchecked');
    expect(told.auts).toEqual({ verdict: 'unchecked' });
    expect(ids(told)).toEqual(['aka.no-key']);
  });

  test.each([
    ['too old', 5, 7, 'aka.sqn-too-old'],
    ['the same again', 7, 7, 'aka.sqn-too-old'],
    ['too far ahead', 2 ** 28 + 8, 7, 'aka.sqn-too-far-ahead'],
    ['ahead, and refused all the same', 9, 7, 'aka.sqn-refused-though-higher'],
  ])('a number that is %s', (_, seq, seqOfCard, id) => {
    const told = explainAutn({ rand, autn: vectorAt(seq).autn, algorithm, auts: autsAt(seqOfCard) });
    expect(told.auts?.sqnMs?.parts).toEqual({ seq: seqOfCard, ind: 9 });
    expect(ids(told)).toEqual(['aka.mac-right', 'aka.auts-right', id]);
    expect(told.findings.at(-1)?.details).toMatchObject({ seq, seqOfCard });
  });

  test('SEQ 0 is never fresh; any other number is for the card to judge', () => {
    expect(ids(explainAutn({ rand, autn: vectorAt(0).autn, algorithm }))).toContain('aka.sqn-zero');
    expect(ids(explainAutn({ rand, autn: vectorAt(1).autn, algorithm }))).toContain('aka.sqn-of-challenge');
    const asked = explainAutn({ rand, autn: vectorAt(0).autn, algorithm, auts: autsAt(7) });
    expect(asked.findings.at(-1)).toMatchObject({ id: 'aka.number-told', details: { seqOfCard: 7 } });
  });

  test('a challenge for GBA_U is known by its MAC', () => {
    const { autn, ik } = vectorAt(5);
    const told = explainAutn({ rand, autn: modifyMac(autn, ik), algorithm });
    expect(told.mac).toBe('right-for-gba-u');
    expect(told.sqn?.parts.seq).toBe(5);
  });

  test('OP that was entered as OPc is found', () => {
    const autn = vectorAt(5).autn;
    const alternatives = [{ mixUp: 'the value is taken as OP', algorithm }];
    const told = explainAutn({ rand, autn, algorithm: milenage(k, op), alternatives });
    expect(ids(told)).toEqual(['aka.mixed-up', 'aka.mac-wrong']);
    expect(told.sqn).toBeUndefined();
  });

  test('AUTS of a card that takes f5 for f5*, and one of another card', () => {
    const { autn } = vectorAt(5);
    const sqnMs = encodeSqn({ seq: 8, ind: 0 });
    const macS = algorithm.f1star(rand, sqnMs, Uint8Array.of(0, 0));
    const odd = concatBytes(xorBytes(sqnMs, algorithm.f2345(rand).ak), macS);
    expect(ids(explainAutn({ rand, autn, algorithm, auts: odd }))).toEqual([
      'aka.mac-right',
      'aka.auts-otherwise',
      'aka.sqn-too-old',
    ]);
    const foreign = explainAutn({ rand, autn, algorithm, auts: autsAt(8, stranger) });
    expect(foreign.auts).toMatchObject({ verdict: 'wrong' });
    expect(ids(foreign)).toContain('aka.auts-wrong');
  });

  test('nothing of AK, RES, CK or IK is in it', () => {
    const { autn, xres, ck, ik } = vectorAt(5);
    const { ak } = algorithm.f2345(rand);
    const text = JSON.stringify(
      explainAutn({ rand, autn, algorithm, auts: autsAt(7) }),
      (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value),
    );
    for (const secret of [xres, ck, ik, ak]) expect(text).not.toContain(toHex(secret));
  });

  test('any bytes are explained, or refused for their length', () => {
    const bytes = fc.uint8Array({ maxLength: 20 });
    const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(fc.oneof(bytes, sixteen), fc.oneof(bytes, sixteen), bytes, (some, autn, auts) => {
        try {
          explainAutn({ rand: some, autn, algorithm, auts });
        } catch (error) {
          expect(error).toBeInstanceOf(CardwrightError);
        }
      }),
    );
  });
});

describe('diagnoseRefusal', () => {
  const plain = vectorAt(5);
  const marked = { rand, autn: modifyMac(plain.autn, plain.ik) };
  const macFailure: CardVerdict = { outcome: 'mac-failure' };
  const outOfStep: CardVerdict = { outcome: 'synchronisation-failure', auts: autsAt(7) };

  test.each([
    ['the card has another key', plain, macFailure, '3g', 'aka.other-key-in-card'],
    ['marked for GBA_U, given in the 3G context', marked, macFailure, '3g', 'aka.wants-gba-context'],
    ['not marked, given in the GBA context', plain, macFailure, 'gba', 'aka.wants-3g-context'],
    ['marked, given in the GBA context', marked, macFailure, 'gba', 'aka.other-key-in-card'],
    ['out of step', plain, outOfStep, '3g', 'aka.mac-right'],
    ['accepted', plain, { outcome: 'authenticated' }, '3g', 'aka.mac-right'],
  ] as const)('%s', (_, challenge, verdict, context, first) => {
    const told = diagnoseRefusal({ rand, autn: challenge.autn, algorithm }, verdict, context);
    expect(ids(told)[0]).toBe(first);
  });

  test('a key that is not the card’s, seen from the other side', () => {
    const wrongKey = { rand, autn: plain.autn, algorithm: stranger };
    expect(ids(diagnoseRefusal(wrongKey, outOfStep, '3g'))[0]).toBe('aka.other-key-in-card');
    expect(ids(diagnoseRefusal(wrongKey, { outcome: 'authenticated' }, '3g'))[0]).toBe(
      'aka.card-accepts-mac',
    );
    expect(ids(diagnoseRefusal(wrongKey, macFailure, '3g'))).toEqual(['aka.mac-wrong']);
  });

  test('without a key the word of the card stands alone', () => {
    expect(ids(diagnoseRefusal({ rand, autn: plain.autn }, macFailure, '3g'))).toEqual([
      'aka.card-refuses-mac',
      'aka.no-key',
    ]);
  });
});
