import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveOpc, milenage } from '../../main/auth/milenage.ts';
import { encodeSqn } from '../../main/auth/sqn.ts';
import { makeVector } from '../../main/auth/vector.ts';
import milenageSets from '../../main/auth/vectors/milenage.json' with { type: 'json' };
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { exitCodes } from '../../main/cli/exit-code.ts';
import { akaLocalKeyDoc, akaResultDoc, akaVectorDoc, autnExplanationDoc } from '../../main/contract/aka.ts';
import { filesIn, findSecrets, type Secrets } from '../support/gba-secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { useBenches } from './bench.ts';

// The AKA bench from the command line: a lab card on a pcscd reader, each step a process of its own.
const bench = useBenches();
/** The subscriber of the seeds: test set 1 of TS 35.207. */
const k = '465b5ce8b199b49faa5f0a2ee238a6bc';
const op = 'cdc202d5123e20f62b6d676ac72cb318';
const algorithm = milenage(fromHex(k), deriveOpc(fromHex(k), fromHex(op)));
const rand = '23553cbe9637a89d218ae64dae47bf35';
const autnAt = (seq: number, amf = '0000') =>
  makeVector(algorithm, fromHex(rand), encodeSqn({ seq, ind: 1 }), fromHex(amf));

function keyFile(key: string): string {
  const path = join(temporaryFolder(), 'subscriber.key');
  writeFileSync(path, `algorithm=milenage\nk=${key}\nop=${op}\n`, { mode: 0o600 });
  return path;
}

function secretsAt(seq: number): Secrets {
  const { xres, ck, ik } = autnAt(seq);
  return new Map([
    ['K', fromHex(k)],
    ['OP', fromHex(op)],
    ['RES', xres],
    ['CK', ck],
    ['IK', ik],
  ]);
}

test.each(['usim', 'isim'])(
  'the %s answers; why it refuses is found; no value is told',
  async (application) => {
    const { cli, reader, folder, insert } = bench();
    await insert('usim-prepersonalised');
    const auth = (...more: readonly string[]) =>
      ['aka', 'auth', '-r', reader.name, '--application', application, ...more] as const;
    const key = keyFile(k);

    // Asked for its number alone, the card uses none up.
    const asked = await cli.json(akaResultDoc, auth('--key-file', key));
    expect(asked).toMatchObject({ outcome: 'synchronisation-failure', lengths: {} });

    const { autn } = autnAt(9);
    const challenge = ['--rand', rand, '--autn', toHex(autn)];
    expect(await cli.json(akaResultDoc, auth(...challenge, '--key-file', key))).toMatchObject({
      outcome: 'authenticated',
      lengths: { RES: 8, CK: 16, IK: 16 },
      matches: { RES: true, CK: true, IK: true },
    });
    const again = await cli.json(akaResultDoc, auth(...challenge, '--key-file', key), {
      code: exitCodes.access,
    });
    expect(again.outcome).toBe('synchronisation-failure');
    expect(again.sqnOfCard).toBe(toHex(encodeSqn({ seq: 9, ind: 1 })));

    // Another key than the card's: the MAC is wrong, and the finding says which sides disagree.
    const other = keyFile(k.replace(/^46/, '47'));
    const wrong = await cli.json(akaResultDoc, auth('--sqn', '000000000141', '--key-file', other), {
      code: exitCodes.access,
    });
    expect(wrong).toMatchObject({ outcome: 'mac-failure', error: { code: 'aka.mac-failure' } });
    expect(wrong.findings?.some(({ severity }) => severity === 'fault')).toBe(true);

    // An ISIM has no GSM context.
    const gsm = auth('--context', 'gsm', '--key-file', key);
    if (application === 'usim')
      expect(await cli.json(akaResultDoc, gsm)).toMatchObject({
        lengths: { SRES: 4, Kc: 8 },
        matches: { SRES: true, Kc: true },
      });
    else expect((await cli.refused(gsm, exitCodes.card)).code).toBe('aka.context-unsupported');

    const places = new Map([...filesIn(folder), ['what was printed', cli.transcript.join('\n')] as const]);
    expect(findSecrets(secretsAt(9), places)).toEqual([]);
  },
);

test('a vector is checked against published values, and the whole of it goes only into a file', async () => {
  const { cli } = bench();
  const [set] = milenageSets.sets;
  const folder = temporaryFolder();
  const key = join(folder, 'key');
  writeFileSync(key, `k=${set!.K}\nopc=${set!.OPc}\n`, { mode: 0o600 });
  const expected = join(folder, 'expected');
  const out = join(folder, 'vector.json');
  const vector = [
    'aka',
    'vector',
    '--key-file',
    key,
    '--rand',
    set!.RAND,
    '--sqn',
    set!.SQN,
    '--amf',
    set!.AMF,
  ];
  writeFileSync(expected, `res=${set!.f2_RES}\nck=${set!.f3_CK}\nik=${set!.f4_IK}\nak=${set!.f5_AK}\n`, {
    mode: 0o600,
  });
  const made = await cli.json(akaVectorDoc, [...vector, '--expect-file', expected, '--out', out]);
  expect(made.matches).toEqual({ RES: true, CK: true, IK: true, AK: true });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
    res: set!.f2_RES,
    ck: set!.f3_CK,
    ik: set!.f4_IK,
  });
  await cli.refused([...vector, '--out', out], exitCodes.input);

  writeFileSync(expected, `res=${set!.f2_RES}\nck=${set!.f4_IK}\n`);
  const differs = await cli.json(akaVectorDoc, [...vector, '--expect-file', expected], {
    code: exitCodes.mismatch,
  });
  expect(differs.matches).toEqual({ RES: true, CK: false });
  const told: Secrets = new Map([
    ['K', fromHex(set!.K)],
    ['CK', fromHex(set!.f3_CK)],
    ['IK', fromHex(set!.f4_IK)],
  ]);
  expect(findSecrets(told, new Map([['what was printed', cli.transcript.join('\n')]]))).toEqual([]);
});

test('an AUTN is explained without a card: number, AMF, MAC, and the answer of the card', async () => {
  const { cli } = bench();
  const { autn } = autnAt(7, '8000');
  const explain = ['aka', 'explain', '--rand', rand, '--autn', toHex(autn)];
  const blind = await cli.json(autnExplanationDoc, explain);
  expect(blind).toMatchObject({ amf: '8000' });
  expect(blind).not.toHaveProperty('sqn');
  const seen = await cli.json(autnExplanationDoc, [...explain, '--key-file', keyFile(k)]);
  expect(seen).toMatchObject({ sqn: toHex(encodeSqn({ seq: 7, ind: 1 })) });
  expect(seen.amfMeaning.some(({ meaning }) => meaning.includes('EPS'))).toBe(true);
  const wrong = [...explain, '--key-file', keyFile(k.replace(/^46/, '47'))];
  expect((await cli.json(autnExplanationDoc, wrong, { code: exitCodes.mismatch })).mac).toBe('wrong');
  expect((await cli.refused([...explain, '--auts', '00'], exitCodes.input)).kind).toBe('input');
});

test('a local key is looked for; a card that does not have it is told apart from one that does not know of it', async () => {
  const { cli, reader, image, insert } = bench();
  const card = await insert('two-modules');
  const names = [
    '--naf',
    'keycentre.example.com',
    '--terminal',
    'gw-7',
    '--terminal-application',
    'cardwright',
  ];
  const look = ['aka', 'local-key', '-r', reader.name, ...names];
  const env = { CARDWRIGHT_PIN1: '1234' };
  expect(await cli.json(akaLocalKeyDoc, look, { code: exitCodes.mismatch, env })).toEqual({
    application: 'usim',
    held: false,
    derived: false,
  });
  expect((await cli.refused([...look, '--uses', '5'], exitCodes.input)).code).toBe('aka.randx-missing');
  await card.remove();
  await insert('usim-prepersonalised', { image: `${image}.other` });
  expect((await cli.refused(look, exitCodes.card)).code).toBe('aka.context-unsupported');
});
