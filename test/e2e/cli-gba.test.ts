import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { exitCodes } from '../../main/cli/exit-code.ts';
import { credentialDoc } from '../../main/contract/credential.ts';
import {
  gbaReadinessDoc,
  gbaResultDoc,
  type LabNetworkDoc,
  nafTestDoc,
  offlineAnswerDoc,
} from '../../main/contract/gba.ts';
import { startLabNetwork } from '../../main/lab/network/lab-network.ts';
import { labFaultNames } from '../../main/lab/network/named-faults.ts';
import { contentsOf, readImage } from '../support/card-image.ts';
import { filesIn, findSecrets, secretsOf, subscriberKeysOf } from '../support/gba-secrets.ts';
import { serveLabNetwork } from '../support/lab-network.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Bench, useBenches } from './bench.ts';

// From the subscriber's key in a card to a key of a gateway, each step a command: lab card, lab network and Cardwright in processes of their own.
const bench = useBenches();
const iccid = '8900101000000000019';
const env = { CARDWRIGHT_PASSPHRASE: 'seven green apples fall' };
const usim = 'a0000000871002ff49ff058903000001';

const nafOf = ({ naf }: LabNetworkDoc): string => `${naf?.host}:${naf?.pskPort}`;

const bootstrapping = ({ reader }: Bench, network: LabNetworkDoc, ...more: readonly string[]) => [
  'gba',
  'bootstrap',
  '-r',
  reader.name,
  '--iccid',
  iccid,
  '--bsf-url',
  network.bsf?.url ?? '',
  '--maf',
  network.naf?.fqdn ?? '',
  '--naf',
  nafOf(network),
  '--gateway',
  'gw-7',
  ...more,
];

describe.each(['GBA_ME', 'GBA_U'] as const)('%s', (mode) => {
  test('a card on a pcscd reader, bootstrapped with the BSF, connected to the NAF, and the key kept for a gateway', async () => {
    const made = bench();
    const { cli, reader, image } = made;
    const network = await serveLabNetwork('--mode', mode);
    await made.insert('usim-prepersonalised');
    const ready = await cli.json(gbaReadinessDoc, ['gba', 'status', '-r', reader.name]);
    expect(ready).toMatchObject({ iccid, impi: network.subscribers[0], gba: true, obstacles: [] });

    const result = await cli.json(gbaResultDoc, bootstrapping(made, network), { env });
    expect(result).toMatchObject({
      iccid,
      mode,
      reused: false,
      naf: { connected: true, protocol: 'TLSv1.2', suite: 'PSK-AES128-CBC-SHA256' },
      credential: { gateway: 'gw-7', kind: 'Km', keyId: result.bTid, iccid, state: 'valid' },
    });
    const id = result.credential?.id ?? '';
    expect(await cli.json(z.array(credentialDoc), ['credential', 'list'])).toEqual([result.credential]);
    const tried = ['credential', 'test', id, '--naf', nafOf(network)];
    expect(await cli.json(nafTestDoc, tried, { env })).toMatchObject({ connected: true });

    // With GBA_U the card has noted B-TID and NAF; with GBA_ME it knows of nothing.
    const { [`${usim}/6fd6`]: gbabp = '', [`${usim}/6fda`]: gbanl = '' } = contentsOf(readImage(image));
    const bTid = Buffer.from(result.bTid).toString('hex');
    expect([gbabp.includes(bTid), gbanl.includes(bTid)]).toEqual(Array(2).fill(mode === 'GBA_U'));

    // A second key of the same bootstrapping, for a CSE.
    const second = await cli.json(
      gbaResultDoc,
      [
        'gba',
        'naf',
        '-r',
        reader.name,
        '--iccid',
        iccid,
        '--cse',
        '//sp.example.com/in-cse',
        '--gateway',
        'gw-7',
      ],
      { env },
    );
    expect(second).toMatchObject({ reused: true, bTid: result.bTid, credential: { kind: 'Kpsa' } });
  });

  test('without a network: three documents carried', async () => {
    const made = bench();
    const { cli, reader } = made;
    const network = await serveLabNetwork('--mode', mode);
    await made.insert('usim-prepersonalised');
    const folder = temporaryFolder();
    const [challenge, answer, completion] = ['challenge', 'answer', 'completion'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const desk = network.operatorUrl ?? '';
    const asked = await fetch(`${desk}challenge?impi=${encodeURIComponent(network.subscribers[0] ?? '')}`);
    writeFileSync(challenge, await asked.text());
    const answered = await cli.json(
      offlineAnswerDoc,
      [
        'gba',
        'offline',
        'answer',
        '-r',
        reader.name,
        '--iccid',
        iccid,
        '--challenge',
        challenge,
        '--out',
        answer,
      ],
      { env },
    );
    expect(answered).toMatchObject({ outcome: 'response', mode });
    const taken = await fetch(`${desk}answer`, { method: 'POST', body: readFileSync(answer) });
    writeFileSync(completion, await taken.text());
    const complete = ['gba', 'offline', 'complete', '--pending', answered.pending ?? '', '-r', reader.name];
    const result = await cli.json(
      gbaResultDoc,
      [...complete, '--completion', completion, '--maf', network.naf?.fqdn ?? '', '--gateway', 'far-away'],
      { env },
    );
    const tried = ['credential', 'test', result.credential?.id ?? '', '--naf', nafOf(network)];
    expect(await cli.json(nafTestDoc, tried, { env })).toMatchObject({ connected: true });
  });
});

test('handed over, sealed to the gateway, and forgotten here', async () => {
  const made = bench();
  const { cli } = made;
  const network = await serveLabNetwork();
  await made.insert('usim-prepersonalised');
  const { credential, bTid } = await cli.json(gbaResultDoc, bootstrapping(made, network), { env });
  const gateway = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const folder = temporaryFolder();
  const to = join(folder, 'gateway.jwk');
  const out = join(folder, 'credential.jwe');
  writeFileSync(to, JSON.stringify(await exportJWK(gateway.publicKey)));
  const id = credential?.id ?? '';
  expect((await cli(['credential', 'export', id, '--to', to, '--out', out], env)).code).toBe(0);
  const { plaintext } = await compactDecrypt(readFileSync(out, 'utf8').trim(), gateway.privateKey);
  expect(JSON.parse(Buffer.from(plaintext).toString())).toMatchObject({
    kind: 'Km',
    id: bTid,
    nafFqdn: network.naf?.fqdn,
    key: { kty: 'oct', k: expect.stringMatching(/^[\w-]{43}$/) },
  });
  expect((await cli(['credential', 'forget', id])).code).toBe(0);
  expect(await cli.json(z.array(credentialDoc), ['credential', 'list'])).toEqual([]);
});

test.each([
  ['bsf-wrong-autn', 'aka.mac-failure', exitCodes.access],
  ['bsf-unknown-subscriber', 'gba.subscriber-refused', exitCodes.access],
  ['bsf-html', 'gba.web-page', exitCodes.network],
  ['bsf-old-sqn', 'gba.resynchronisation', exitCodes.network],
  ['bsf-expired', 'gba.expired', exitCodes.access],
  ['bsf-slow', 'gba.bsf-timeout', exitCodes.network],
] as const)('%s: %s and its exit code', async (fault, code, exit) => {
  const made = bench();
  const network = await serveLabNetwork('--fault', fault);
  await made.insert('usim-prepersonalised');
  const wanted = bootstrapping(made, network, '--timeout', '300');
  expect(await made.cli.refused(wanted, exit, env)).toMatchObject({ code });
  expect(await made.cli.json(z.array(credentialDoc), ['credential', 'list'])).toEqual([]);
});

test('a NAF that refuses: the key is kept, and a script notices', async () => {
  const made = bench();
  const network = await serveLabNetwork('--fault', 'naf-refuses');
  await made.insert('usim-prepersonalised');
  const result = await made.cli.json(gbaResultDoc, bootstrapping(made, network), {
    env,
    code: exitCodes.access,
  });
  expect(result).toMatchObject({
    credential: { state: 'valid' },
    naf: { connected: false, error: { code: 'psk.identity-unknown' } },
  });
});

test('the network of the lab says what it offers, and ends when it is told to', async () => {
  const { cli } = bench();
  const program = cli.start(['lab', 'network', '--mode', 'GBA_ME', '--lifetime', '60']);
  await program.line((line) => (line.includes('maf.sp.example.com') ? line : undefined));
  const { code, stdout } = await program.stop();
  expect(code).toBe(exitCodes.done);
  expect(stdout).toMatch(/TLS-PSK +127\.0\.0\.1:\d+ +PSK-AES128-CBC-SHA256/);
  const listed = await cli(['lab', 'network', '--fault', 'list']);
  expect(listed.stdout.trim().split('\n')).toEqual([...labFaultNames]);
  for (const [wrong, code] of [
    [['--fault', 'rain'], 'lab.network-fault'],
    [['--qop', 'none'], 'lab.choice'],
    [['--lifetime', 'long'], 'lab.number'],
  ] as const)
    expect(await cli.refused(['lab', 'network', ...wrong], exitCodes.input)).toMatchObject({ code });
});

test('the PIN is not found out by failing; another card than the one named is left alone', async () => {
  const made = bench();
  const { cli, reader } = made;
  const network = await serveLabNetwork();
  await made.insert('provisioned');
  const status = await cli.json(gbaReadinessDoc, ['gba', 'status', '-r', reader.name], {
    code: exitCodes.access,
  });
  expect(status).toMatchObject({ pin: { triesLeft: 3 }, obstacles: [{ code: 'aka.pin-needed' }] });
  const own = bootstrapping(made, network).map((each) => (each === iccid ? '8900101000000000050' : each));
  expect(await cli.refused(own, exitCodes.access, env)).toMatchObject({ code: 'aka.pin-needed' });
  expect(await cli.refused(bootstrapping(made, network), exitCodes.mismatch, env)).toMatchObject({
    code: 'aka.other-card',
  });
  const withPin = { ...env, CARDWRIGHT_PIN1: '1234' };
  expect(await cli.json(gbaResultDoc, own, { env: withPin })).toMatchObject({ naf: { connected: true } });
});

test.each(['GBA_ME', 'GBA_U'] as const)(
  '%s: with every exchange printed there is no key in output, trace or files',
  async (mode) => {
    const made = bench();
    const { cli, folder, reader } = made;
    // In this process, where the test knows what must stay secret.
    const network = await startLabNetwork({ mode });
    try {
      await made.insert('usim-prepersonalised');
      const naf = `127.0.0.1:${network.naf.pskPort}`;
      const words = ['--trace', 'gba', 'bootstrap', '-r', reader.name, '--iccid', iccid, '--gateway', 'gw-7'];
      const way = ['--bsf-url', network.bsf.url, '--maf', network.naf.fqdn, '--naf', naf];
      const { code, stdout, stderr } = await cli([...words, ...way], env);
      expect(code).toBe(0);
      expect(stderr).toContain('AUTHENTICATE');
      expect(stdout).toContain('Km is kept');
      const secrets = [secretsOf(network.auc.lastVector!, network.subscribers[0]!, network)];
      network.setFault('bsf-wrong-proof');
      await cli([...words, ...way, '--fresh'], env);
      secrets.push(secretsOf(network.auc.lastVector!, network.subscribers[0]!, network));
      await cli(['trace', 'list'], env);
      const places = new Map([...filesIn(folder), ['what was printed', cli.transcript.join('\n')]]);
      for (const each of [...secrets, subscriberKeysOf('usim-prepersonalised')])
        expect(findSecrets(each, places)).toEqual([]);
    } finally {
      await network.close();
    }
  },
);
