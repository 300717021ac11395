import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveKsLocal } from '../../auth/gba/local-key.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsIntNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { encodeSqn } from '../../auth/sqn.ts';
import { makeVector } from '../../auth/vector.ts';
import milenageSets from '../../auth/vectors/milenage.json' with { type: 'json' };
import { fromHex, toHex } from '../../base/bytes.ts';
import { encodeBcd, iccidDigits } from '../../card/files/codec/bcd.ts';
import type { AkaAlgorithmInput } from '../../contract/aka.ts';
import { labAlgorithm } from '../../procedures/gba/testing/lab-gba.ts';
import { algorithmOf } from '../gba/algorithm-of.ts';
import { TestEngine } from '../testing/test-engine.ts';

/** The subscriber of the seeds: test set 1 of TS 35.207. */
const k = '465b5ce8b199b49faa5f0a2ee238a6bc';
const op = 'cdc202d5123e20f62b6d676ac72cb318';
const opc = 'cd63cb71954a9f4e48a5994e37a02baf';
const ofCard: AkaAlgorithmInput = { name: 'milenage', k, op };
const ofOther: AkaAlgorithmInput = { name: 'milenage', k: k.replace(/^46/, '47'), op };
const rand = '23553cbe9637a89d218ae64dae47bf35';

let engine: TestEngine;
let reader: string;
beforeEach(async () => {
  engine = await TestEngine.start();
  reader = (await engine.call('simulator.add', { seed: 'usim-prepersonalised' })).reader;
});
afterEach(() => engine.discard());

const vectorAt = (seq: number) =>
  makeVector(labAlgorithm, fromHex(rand), encodeSqn({ seq, ind: 1 }), fromHex('0000'));
const authenticate = (more: object) =>
  engine.call('aka.authenticate', { reader, application: 'usim', context: '3g', ...more });
const idsOf = ({
  findings = [],
}: {
  readonly findings?: readonly { readonly id?: string | undefined }[] | undefined;
}) => findings.map(({ id }) => id);

describe('aka.authenticate', () => {
  test('a card that is not the one that is meant is not asked', async () => {
    const iccid = '8900101000000000027';
    const localKey = { naf: 'kc.example.com', terminal: 'gw-7', terminalApplication: 'app' };
    for (const call of [
      () => authenticate({ algorithm: ofCard, iccid }),
      () => engine.call('aka.localKey', { reader, application: 'usim', iccid, ...localKey }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'aka.other-card' });
    const traces = await engine.call('trace.list', {});
    expect(traces.filter(({ name }) => name === 'AUTHENTICATE')).toEqual([]);
    expect(await authenticate({ algorithm: ofCard, iccid: '8900101000000000019' })).toMatchObject({
      outcome: 'synchronisation-failure',
    });
  });

  test('with a key alone the card is only asked for its number: none is used up', async () => {
    const first = await authenticate({ algorithm: ofCard });
    expect(first).toMatchObject({
      outcome: 'synchronisation-failure',
      sqnOfCard: '000000000000',
      lengths: {},
    });
    const next = await authenticate({ algorithm: ofCard, sqn: '000000000021' });
    expect(next).toMatchObject({
      outcome: 'authenticated',
      lengths: { RES: 8, CK: 16, IK: 16, Kc: 8 },
      matches: { RES: true, CK: true, IK: true, Kc: true },
    });
    expect(await authenticate({ algorithm: ofCard })).toMatchObject({ sqnOfCard: '000000000021' });
  });

  test('a challenge of the network, without a key: lengths, and nothing else of the answer', async () => {
    const { autn, xres, ck, ik } = vectorAt(3);
    const given = { rand, autn: toHex(autn) };
    expect(await authenticate(given)).toMatchObject({
      outcome: 'authenticated',
      lengths: { RES: 8 },
      matches: {},
    });
    const again = await authenticate(given);
    expect(again.outcome).toBe('synchronisation-failure');
    expect(idsOf(again)).toEqual(['aka.no-key']);
    const traces = JSON.stringify(await engine.call('trace.list', {}));
    for (const secret of [xres, ck, ik])
      for (const text of [...engine.said, ...engine.log, traces]) expect(text).not.toContain(toHex(secret));
  });

  test('why a card refuses: another key, an old number, a challenge for GBA_U', async () => {
    const foreign = await authenticate({ algorithm: ofOther, rand, sqn: '000000000041' });
    expect(foreign).toMatchObject({
      outcome: 'mac-failure',
      error: { code: 'aka.mac-failure', details: { who: 'card', context: '3G' } },
    });
    expect(idsOf(foreign)[0]).toBe('aka.other-key-in-card');
    await authenticate({ algorithm: ofCard, sqn: '000000000401' });
    const old = await authenticate({ algorithm: ofCard, sqn: '000000000021' });
    expect(old).toMatchObject({ outcome: 'synchronisation-failure', sqnOfCard: '000000000401' });
    expect(idsOf(old)).toEqual(['aka.mac-right', 'aka.auts-right', 'aka.sqn-too-old']);
    const { autn, ik } = vectorAt(99);
    const marked = { algorithm: ofCard, rand, autn: toHex(modifyMac(autn, ik)) };
    expect(idsOf(await authenticate(marked))[0]).toBe('aka.wants-gba-context');
    expect(await authenticate({ ...marked, context: 'gba' })).toMatchObject({
      outcome: 'authenticated',
      context: 'gba',
      matches: { RES: true },
    });
  });

  test('GSM context, and the ISIM that has none', async () => {
    expect(await authenticate({ context: 'gsm', rand, algorithm: ofCard })).toMatchObject({
      lengths: { SRES: 4, Kc: 8 },
      matches: { SRES: true, Kc: true },
    });
    await expect(authenticate({ context: 'gsm', rand, application: 'isim' })).rejects.toMatchObject({
      code: 'aka.context-unsupported',
    });
  });

  test('a PIN is needed: said before the card is asked', async () => {
    const locked = (await engine.call('simulator.add', { seed: 'provisioned' })).reader;
    const ask = (more: object) => authenticate({ reader: locked, algorithm: ofCard, ...more });
    await expect(ask({})).rejects.toMatchObject({ code: 'aka.pin-needed', details: { triesLeft: 3 } });
    expect(await ask({ pin: { format: 'digits', value: '1234' } })).toMatchObject({
      outcome: 'synchronisation-failure',
    });
  });

  test('a challenge that is not there, and a key without OP', async () => {
    await expect(authenticate({})).rejects.toMatchObject({ code: 'aka.challenge-missing' });
    await expect(authenticate({ algorithm: { name: 'milenage', k } })).rejects.toMatchObject({
      code: 'aka.operator-variant',
    });
    await expect(authenticate({ algorithm: { name: 'milenage', k, op, opc } })).rejects.toMatchObject({
      code: 'aka.operator-variant',
    });
  });
});

describe('aka.vector', () => {
  const [set] = milenageSets.sets;
  test('test set 1 is checked without being shown', async () => {
    const made = await engine.call('aka.vector', {
      algorithm: { name: 'milenage', k: set!.K, op: set!.OP },
      rand: set!.RAND,
      sqn: set!.SQN,
      amf: set!.AMF,
      expected: { res: set!.f2_RES, ck: set!.f3_CK, ik: set!.f4_IK, ak: 'aa689c648371' },
    });
    expect(made).toEqual({
      rand: set!.RAND,
      sqn: set!.SQN,
      amf: set!.AMF,
      autn: '55f328b43577b9b94a9ffac354dfafb3',
      matches: { RES: true, CK: true, IK: true, AK: false },
    });
    for (const text of engine.said) expect(text).not.toContain(set!.f2_RES);
  });

  test('the whole vector goes into a new file of its owner', async () => {
    const file = join(engine.folder, 'vector.json');
    const input = { algorithm: ofCard, rand, sqn: '000000000021', amf: '8000', file };
    expect(await engine.call('aka.vector', input)).toMatchObject({ file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { xres, ck } = makeVector(labAlgorithm, fromHex(rand), fromHex('000000000021'), fromHex('8000'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ res: toHex(xres), ck: toHex(ck) });
    await expect(engine.call('aka.vector', input)).rejects.toMatchObject({ code: 'file.exists' });
    await expect(engine.call('aka.vector', { ...input, file: 'vector.json' })).rejects.toMatchObject({
      code: 'file.not-absolute',
    });
    for (const text of engine.said) expect(text).not.toContain(toHex(xres));
  });
});

test('aka.explain: what stands in AUTN, and an OP that was entered as OPc', async () => {
  const autn = toHex(vectorAt(7).autn);
  expect(await engine.call('aka.explain', { rand, autn })).toMatchObject({ mac: 'unchecked', amf: '0000' });
  const told = await engine.call('aka.explain', { rand, autn, algorithm: ofCard });
  expect(told).toMatchObject({ mac: 'right', sqn: '0000000000e1' });
  const mixedUp = await engine.call('aka.explain', {
    rand,
    autn,
    algorithm: { name: 'milenage', k, opc: op },
  });
  expect(mixedUp.sqn).toBeUndefined();
  expect(mixedUp.findings[0]).toMatchObject({
    id: 'aka.mixed-up',
    what: 'The MAC fits when the value given as OPc is taken as OP.',
  });
});

describe('aka.localKey', () => {
  const naf = { fqdn: 'keycentre.example.com', uaProtocol: '010001c023' };
  const names = { naf: naf.fqdn, terminal: 'gateway-7', terminalApplication: 'cardwright' };
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  /** A card of GBA_U with a key for the key centre; the terminal's Ks_local, as the key centre would give it. */
  async function withKeyCentre() {
    const { reader: card } = await engine.call('simulator.add', { seed: 'two-modules' });
    const { network } = await engine.call('lab.network', { running: true, settings: { mode: 'GBA_U' } });
    engine.told.length = 0;
    const { bTid, impi, iccid } = await engine.call('gba.bootstrap', {
      reader: card,
      iccid: '8900101000000000068',
      network: { bsf: { url: network.bsf!.url }, timeout: 5000 },
      target: { kind: 'maf', fqdn: naf.fqdn },
      uaProtocol: 'http-digest',
      application: 'usim',
      pin: { format: 'digits', value: '1234' },
    });
    const challenge = engine.told
      .flatMap(({ event, data }) => (event === 'sequence.message' ? data.content : []))
      .findLast(({ name }) => name === 'RAND');
    const challengeRand = fromHex(challenge!.value);
    const tuak = algorithmOf({
      name: 'tuak',
      k: 'ab'.repeat(16),
      top: '55'.repeat(32),
    }).algorithm.f2345(challengeRand);
    const ksIntNaf = deriveKsIntNaf(ksOfAka(tuak.ck, tuak.ik), {
      rand: challengeRand,
      impi,
      nafId: encodeNafId(naf),
    });
    const ksLocal = deriveKsLocal(ksIntNaf, utf8(bTid), {
      terminalId: utf8(names.terminal),
      terminalApplicationId: utf8(names.terminalApplication),
      iccid: encodeBcd(iccid, iccidDigits, 10),
      uiccApplicationId: fromHex('a0000000871002ff49ff058903000001'),
      randX: fromHex(rand),
      counterLimit: Uint8Array.of(0xff, 0xff, 0xff),
    });
    return { card, ksLocal };
  }

  test('the card derives the key of the terminal, proves it, and has it from then on; it is told nowhere', async () => {
    const { card, ksLocal } = await withKeyCentre();
    const ask = (more: object) =>
      engine.call('aka.localKey', { reader: card, application: 'usim', ...names, ...more });
    expect(await ask({})).toEqual({ application: 'usim', held: false, derived: false });
    await expect(
      ask({ derive: { ksLocal: toHex(ksLocal.map((byte) => byte ^ 1)), randX: rand } }),
    ).rejects.toMatchObject({ code: 'aka.mac-failure', details: { who: 'card' } });
    const derive = { ksLocal: toHex(ksLocal), randX: rand };
    expect(await ask({ derive })).toEqual({ application: 'usim', held: true, derived: true });
    expect(await ask({})).toMatchObject({ held: true });
    const texts = [...engine.said, ...engine.log, JSON.stringify(await engine.call('trace.list', {}))];
    for (const text of texts) expect(text.toLowerCase()).not.toContain(toHex(ksLocal));
  });

  test('a card without this context says so, unharmed', async () => {
    await expect(
      engine.call('aka.localKey', { reader, application: 'usim', ...names }),
    ).rejects.toMatchObject({ code: 'aka.context-unsupported', details: { who: 'card' } });
  });
});
