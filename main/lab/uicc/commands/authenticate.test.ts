import { describe, expect, test } from 'vitest';
import type { AkaAlgorithm } from '../../../auth/algorithm.ts';
import { nextSqn, resynchronise, unusedSequence } from '../../../auth/auc-sequence.ts';
import { openAuts } from '../../../auth/auts.ts';
import { kcOfKeys, sresOfRes } from '../../../auth/conversion.ts';
import { milenage } from '../../../auth/milenage.ts';
import { encodeSqn } from '../../../auth/sqn.ts';
import { deriveTopc, tuak } from '../../../auth/tuak.ts';
import { type AuthenticationVector, makeVector } from '../../../auth/vector.ts';
import { xorTestAlgorithm } from '../../../auth/xor.ts';
import { concatBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { type TestTerminal, terminalOf, terminalWith } from '../test-terminal.ts';

const amf = fromHex('8000');
const rand = fromHex('23553cbe9637a89d218ae64dae47bf35');
const tuakK = fromHex('abababababababababababababababab');
const networks: readonly [string, AkaAlgorithm][] = [
  [
    'usim-prepersonalised',
    milenage(fromHex('465b5ce8b199b49faa5f0a2ee238a6bc'), fromHex('cd63cb71954a9f4e48a5994e37a02baf')),
  ],
  ['two-modules', tuak(tuakK, deriveTopc(tuakK, new Uint8Array(32).fill(0x55)))],
  ['t1-card', xorTestAlgorithm(fromHex('000102030405060708090a0b0c0d0e0f'))],
];

const lv = (bytes: Uint8Array): string => bytes.length.toString(16).padStart(2, '0') + toHex(bytes);
const command = (vector: AuthenticationVector): string => `0088008122${lv(vector.rand)}${lv(vector.autn)}`;

async function inUsim(seed: string): Promise<TestTerminal> {
  const terminal = await terminalWith(seed);
  const le = terminal.link.protocol === 'T=1' ? '00' : '';
  const complete = (get: TestTerminal['get']) => async (hex: string) => get(`${hex}${le}`);
  await terminal.send('00a4040c07a0000000871002');
  return { ...terminal, get: complete(terminal.get) };
}

describe.each(networks)('AUTHENTICATE 3G on %s', (seed, algorithm) => {
  test('card and network come to the same keys; the same challenge again is a synchronisation failure', async () => {
    const { card, get } = await inUsim(seed);
    const { sqn } = nextSqn(unusedSequence);
    const vector = makeVector(algorithm, rand, sqn, amf);
    const kc = kcOfKeys(vector.ck, vector.ik);
    const keys = [vector.xres, vector.ck, vector.ik, kc].map(lv).join('');
    expect(await get(command(vector))).toBe(`db${keys}9000`);

    await card.reset('cold');
    const again = await terminalOf(card);
    await again.send('00a4040c07a0000000871002');
    const failure = await again.get(`${command(vector)}${again.link.protocol === 'T=1' ? '00' : ''}`);
    expect(failure).toMatch(/^dc0e.{28}9000$/);
    const sqnMs = openAuts(algorithm, rand, fromHex(failure.slice(4, 32)));
    expect(toHex(sqnMs)).toBe(toHex(sqn));
    const resynchronised = nextSqn(resynchronise({ seq: 0, ind: 5 }, sqnMs));
    expect(await get(command(makeVector(algorithm, rand, resynchronised.sqn, amf)))).toMatch(/^db/);
  });

  test('a wrong MAC is 9862 and uses no sequence number', async () => {
    const { card, get } = await inUsim(seed);
    const before = card.snapshot();
    const vector = makeVector(algorithm, rand, encodeSqn({ seq: 7, ind: 7 }), amf);
    const forged = { ...vector, autn: concatBytes(vector.autn.subarray(0, 15), [vector.autn[15]! ^ 1]) };
    expect(await get(command(forged))).toBe('9862');
    expect(card.snapshot()).toBe(before);
  });
});

describe('AUTHENTICATE', () => {
  const [, algorithm] = networks[0]!;
  const vector = makeVector(algorithm, rand, encodeSqn({ seq: 1, ind: 1 }), amf);

  test('GSM context: SRES and Kc', async () => {
    const { get } = await inUsim('usim-prepersonalised');
    const { res, ck, ik } = algorithm.f2345(rand);
    expect(await get(`0088008011${lv(rand)}`)).toBe(`${lv(sresOfRes(res))}${lv(kcOfKeys(ck, ik))}9000`);
  });

  test('in the ISIM without Kc and without GSM context', async () => {
    const { send, get } = await inUsim('usim-prepersonalised');
    await send('00a4040c07a0000000871004');
    expect(await get(command(vector))).toBe(`db${[vector.xres, vector.ck, vector.ik].map(lv).join('')}9000`);
    expect(await get(`0088008011${lv(rand)}`)).toBe('9864');
  });

  test('the sequence number is kept before the answer leaves', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    card.setFault({ kind: 'power-loss', when: 'after', apdu: 1 });
    await expect(send(command(vector))).rejects.toMatchObject({ code: 'card.mute' });
    const again = await terminalOf(card);
    await again.send('00a4040c07a0000000871002');
    expect(await again.get(command(vector))).toMatch(/^dc/);
  });

  test('refuses', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    expect(await send(`0088008211${lv(rand)}`)).toBe('9864');
    expect(await send(`0088000111${lv(rand)}`)).toBe('6a86');
    expect(await send(`0088018111${lv(rand)}`)).toBe('6a86');
    expect(await send(`0088008111${lv(rand)}`)).toBe('6700');
    expect(await send(`0088008122${lv(rand)}0f${toHex(vector.autn)}`)).toBe('6a80');
    await send('00a4044c07a0000000871002');
    expect(await send(command(vector))).toBe('6985');
    const locked = await inUsim('provisioned');
    expect(await locked.send(command(vector))).toBe('6982');
    const module = await terminalWith('standalone-1m2msm');
    await module.send('00a4040c07a0000006451002');
    expect(await module.send(command(vector))).toBe('6985');
  });
});
