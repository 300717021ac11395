import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { cardReportDoc, fileDoc, healthDoc, keyStatusDoc } from '../../main/contract/card.ts';
import { diagnosisItemDoc, readerListDoc } from '../../main/contract/reader.ts';
import { traceDoc } from '../../main/contract/trace.ts';
import { readImage, triesLeft } from '../support/card-image.ts';
import { useBenches } from './bench.ts';

const bench = useBenches();
const usim = 'a0000000871002ff49ff058903000001';

test('readers, with and without a card', async () => {
  const { cli, reader, insert } = bench();
  const empty = await cli.json(readerListDoc, ['readers']);
  expect(empty).toMatchObject({ service: 'running', readers: [{ name: reader.name, state: 'empty' }] });
  await insert('usim-prepersonalised');
  const inside = await cli.json(readerListDoc, ['readers']);
  expect(inside.readers).toMatchObject([{ name: reader.name, state: 'card', simulated: false }]);
  expect(inside.readers[0]?.atr).toMatch(/^3b/);
  expect((await cli(['readers'])).stdout).toContain(reader.name);
});

test('the diagnosis finds nothing wrong with the service', async () => {
  const { cli } = bench();
  const { stdout } = await cli(['--json', 'readers', '--diagnose']);
  const items = z.array(diagnosisItemDoc).parse(JSON.parse(stdout));
  expect(items.length).toBeGreaterThan(2);
  expect(items[0]?.result).toBe('good');
});

describe('a card that is ready for its values', () => {
  test('report', async () => {
    const { cli, reader, insert } = bench();
    await insert('usim-prepersonalised');
    const report = await cli.json(cardReportDoc, ['card', 'report']);
    expect(report).toMatchObject({
      reader: reader.name,
      scope: 'onem2m',
      card: { iccid: '8900101000000000019', imsi: '001010123456789' },
      health: { word: 'good' },
    });
    expect(report.card.applications).toMatchObject([
      { aid: usim, kind: 'usim', oneM2m: [{ df: '5F50' }] },
      { kind: 'isim' },
    ]);
    const files = report.files.filter(({ path }) => path.startsWith(`${usim}/5F50/`));
    expect(files.map(({ name }) => name).sort()).toEqual(
      ['1M2MST', '1M2MSID', '1M2MSPID', 'M2MNID', 'CSEID', 'M2MAE-ID', 'INCSEIDS', 'MAFFQDN', 'MEFID']
        .map((name) => `EF_${name}`)
        .sort(),
    );
    expect(report.keys).toContainEqual(expect.objectContaining({ name: 'ADM1', triesLeft: 3 }));
    const { stdout, code } = await cli(['card', 'report', '--reader', 'test reader']);
    expect(code).toBe(0);
    for (const part of ['8900 1010 0000 0000 019', 'EF_1M2MSPID', 'not assigned', '3 tries left', 'APDUs'])
      expect(stdout).toContain(part);
  });

  test('one file by name or by path, and all', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const byName = await cli.json(z.array(fileDoc), ['card', 'read', 'ef_iccid']);
    expect(byName).toMatchObject([{ path: 'MF/2FE2', contents: [{ summary: '8900101000000000019' }] }]);
    const byPath = await cli.json(fileDoc, ['card', 'read', 'MF/2FE2']);
    expect(byPath).toEqual(byName[0]);
    const all = await cli.json(z.array(fileDoc), ['card', 'read', '--all']);
    expect(all.length).toBeGreaterThan(30);
    expect(all).toContainEqual(byPath);
    expect((await cli(['card', 'read', `${usim}/5F50/6F0A`])).stdout).toContain('no services');
    await expect(cli.refused(['card', 'read', 'EF_NONE'], 2)).resolves.toMatchObject({
      code: 'file.unknown',
    });
    await expect(cli.refused(['card', 'read', 'MF/ZZZZ'], 2)).resolves.toMatchObject({ kind: 'input' });
    await expect(cli.refused(['card', 'read'], 2)).resolves.toMatchObject({ code: 'file.which' });
  });

  test('keys and their tries, of which none is used', async () => {
    const { cli, insert, image } = bench();
    await insert('usim-prepersonalised');
    const keys = await cli.json(z.array(keyStatusDoc), ['card', 'keys']);
    expect(keys).toContainEqual({ name: 'ADM1', reference: '0A', state: 'enabled', triesLeft: 3 });
    expect(triesLeft(readImage(image))).toBe(3);
    expect((await cli(['card', 'keys'])).stdout).toContain('3 tries left');
  });

  test('a trace names every exchange', async () => {
    const { cli, insert } = bench();
    await insert('usim-prepersonalised');
    const lines = await cli.json(z.array(traceDoc), ['trace']);
    const { apdus } = await cli.json(cardReportDoc, ['card', 'report']);
    expect(lines).toHaveLength(apdus);
    expect(lines.map(({ name }) => name)).toContain('READ BINARY');
    const { stdout, stderr } = await cli(['--trace', 'card', 'health']);
    expect(stderr).toContain('SELECT');
    expect(stdout).toContain('Health');
  });
});

test('a faulty card has faults, and the exit code says so', async () => {
  const { cli, insert } = bench();
  await insert('faulty-onem2m');
  const health = await cli.json(healthDoc, ['card', 'health'], { code: 6 });
  expect(health.word).toBe('fault');
  const ids = health.findings.map(({ severity }) => severity);
  expect(ids.filter((severity) => severity === 'fault').length).toBeGreaterThan(3);
  for (const finding of health.findings)
    for (const part of [finding.what, finding.consequence, finding.remedy, finding.clause])
      expect(part).not.toBe('');
  const { stdout, code } = await cli(['card', 'health']);
  expect(code).toBe(6);
  expect(stdout).toContain('✗ fault');
});

test.each([
  ['t1-card', 'T=1, no GET RESPONSE'],
  ['expanded-rules', 'expanded rules, no logical channels'],
  ['compact-rules', 'compact rules'],
  ['toolkit', 'proactive commands'],
  ['two-modules', 'four subscriptions'],
  ['provisioned', 'values, PIN1 to be presented'],
  ['standalone-1m2msm', 'no USIM'],
])('a report of a card with other manners: %s, %s', async (seed) => {
  const { cli, insert } = bench();
  await insert(seed);
  const report = await cli.json(cardReportDoc, ['card', 'report', '--all']);
  expect(report.card.iccid).toMatch(/^89001/);
  expect(report.files.some(({ name }) => name === 'EF_1M2MST')).toBe(true);
  expect(report.health.word).not.toBe('fault');
});

describe('cards that are none of ours', () => {
  test('a payment card is read without harm, and has nothing to provision', async () => {
    const { cli, insert } = bench();
    await insert('bank-card');
    const { code, stdout, stderr } = await cli(['card', 'report']);
    expect(code, stdout + stderr).toBe(4);
    expect(stderr).toMatch(/UICC/);
  });

  test('a card that does not answer', async () => {
    const { cli, insert, reader } = bench();
    await insert('mute', { state: 'mute' });
    const list = await cli.json(readerListDoc, ['readers']);
    expect(list.readers).toMatchObject([{ state: 'mute', problem: { code: 'card.mute', kind: 'card' } }]);
    const error = await cli.refused(['card', 'report', '-r', reader.name], 4);
    expect(error).toMatchObject({ code: 'card.mute', hint: expect.stringContaining('contacts') });
  });

  test('a card without oneM2M files: said in the report, no fault of it', async () => {
    const { cli, insert } = bench();
    await insert('usim-blank');
    const report = await cli.json(cardReportDoc, ['card', 'report']);
    expect(report.files.some(({ name }) => name === 'EF_1M2MST')).toBe(false);
    expect(report.health.findings.length).toBeGreaterThan(0);
  });
});

describe('no card to talk to', () => {
  test('no card in the reader', async () => {
    const { cli } = bench();
    const error = await cli.refused(['card', 'report'], 4);
    expect(error.code).toBe('card.absent');
    expect(error.hint).not.toBe('');
  });

  test('no such reader', async () => {
    const { cli, reader } = bench();
    const error = await cli.refused(['card', 'report', '-r', 'Nobody'], 2);
    expect(error).toMatchObject({ code: 'reader.unknown', hint: expect.stringContaining(reader.name) });
  });

  test('no reader at all', async () => {
    const { cli, reader } = bench();
    reader.unplug();
    try {
      await expect
        .poll(async () => (await cli.json(readerListDoc, ['readers'])).readers, { timeout: 10_000 })
        .toEqual([]);
      const error = await cli.refused(['card', 'report'], 3);
      expect(error).toMatchObject({ code: 'reader.none', hint: expect.stringContaining('diagnose') });
    } finally {
      reader.plugIn();
    }
  });

  test('no PC/SC service', async () => {
    const { cli, folder } = bench();
    const env = { PCSCLITE_CSOCK_NAME: `${folder}/nowhere` };
    const list = await cli.json(readerListDoc, ['readers'], { code: 3, env });
    expect(list).toMatchObject({
      service: 'not-running',
      problem: { code: 'reader.service-not-running', hint: expect.stringContaining('pcscd') },
    });
    await expect(cli.refused(['card', 'report'], 3, env)).resolves.toMatchObject({ kind: 'reader' });
    const { stderr, code } = await cli(['card', 'report'], env);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^✗ .+\n {2}.*\n {2}→ /);
  });
});

test('a data folder that cannot be used is an error of the store', async () => {
  const { cli, folder, insert } = bench();
  await insert('usim-prepersonalised');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file');
  await expect(cli.refused(['receipt', 'list'], 8)).resolves.toMatchObject({ kind: 'store' });
});
