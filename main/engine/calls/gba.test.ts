import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactDecrypt, exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { modifyRes } from '../../auth/gba/res-modification.ts';
import { fromHex, toHex } from '../../base/bytes.ts';
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import type { SequenceMessageDoc } from '../../contract/gba.ts';
import { labAlgorithm, labImpi } from '../../procedures/gba/testing/lab-gba.ts';
import { TestEngine } from '../testing/test-engine.ts';

const iccid = '8900101000000000019';
const target = { kind: 'maf', fqdn: 'maf.sp.example.com' } as const;
const gateway = { gateway: 'gateway-7', cseId: '/cse7' };
type Lab = CallOutput<'lab.network'>['network'];

let engine: TestEngine;
let reader: string;
let lab: Lab;

beforeEach(async () => {
  engine = await TestEngine.start();
  await engine.call('vault.open', { passphrase: 'for the test' });
  reader = (await engine.call('simulator.add', { seed: 'usim-prepersonalised' })).reader;
  lab = (await engine.call('lab.network', { running: true })).network;
});
afterEach(() => engine.discard());

const labWith = async (settings: CallInput<'lab.network'>['settings']): Promise<void> => {
  lab = (await engine.call('lab.network', { running: true, settings })).network;
};
const fault = (name: string) => engine.call('lab.network', { fault: name });
const networkOfLab = () => ({ bsf: { url: lab.bsf!.url }, timeout: 2000 });
const nafOfLab = () => ({ host: lab.naf!.host, port: lab.naf!.pskPort });

const bootstrapWith = (more: Partial<CallInput<'gba.bootstrap'>> = {}) =>
  engine.call('gba.bootstrap', {
    reader,
    iccid,
    network: networkOfLab(),
    target,
    naf: nafOfLab(),
    for: gateway,
    ...more,
  });

const messagesTold = (): SequenceMessageDoc[] =>
  engine.told.flatMap(({ event, data }) => (event === 'sequence.message' ? [data] : []));
const valueOf = (name: string): string =>
  messagesTold()
    .flatMap(({ content }) => content)
    .findLast((part) => part.name === name)?.value ?? '';

/** RES, CK, IK, Ks and the key for the NAF of the last challenge, computed as the network does. */
function secretsOfLastRun(): readonly Uint8Array[] {
  const rand = fromHex(valueOf('RAND'));
  const { res, ck, ik } = labAlgorithm.f2345(rand);
  const ks = ksOfAka(ck, ik);
  const nafId = encodeNafId({ fqdn: target.fqdn, uaProtocol: '01000100ae' });
  return [res, modifyRes(res), ck, ik, ks, deriveKsNaf(ks, { rand, impi: labImpi, nafId })];
}

const formsOf = (bytes: Uint8Array): readonly string[] => [
  toHex(bytes),
  toHex(bytes).toUpperCase(),
  toHex(bytes).replace(/../g, '$& ').trim(),
  Buffer.from(bytes).toString('base64').replace(/=+$/, ''),
  Buffer.from(bytes).toString('base64url'),
  [...bytes].join(','),
];

/** In nothing that was answered, told, logged or written to the data folder. */
async function expectNoSecret(secrets: readonly Uint8Array[]): Promise<void> {
  const traces = await engine.call('trace.list', {});
  expect(traces.some(({ name }) => name === 'AUTHENTICATE')).toBe(true);
  const texts = [...engine.said, ...engine.log, JSON.stringify(traces)];
  const files = readdirSync(engine.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(engine.folder, name))
    // The memory of a software card holds its keys, as a card does.
    .filter((name) => statSync(name).isFile() && !name.includes('simulat'));
  expect(files.some((name) => name.endsWith('cardwright.db'))).toBe(true);
  for (const secret of secrets) {
    for (const form of formsOf(secret))
      for (const text of texts) if (text.includes(form)) expect.fail(`told: ${text.slice(0, 200)}`);
    for (const name of files) {
      const content = readFileSync(name);
      const found =
        content.includes(Buffer.from(secret)) || formsOf(secret).some((form) => content.includes(form));
      if (found) expect.fail(`written to ${name}`);
    }
  }
}

describe.each(['GBA_ME', 'GBA_U'] as const)('%s', (mode) => {
  test('from the card to a credential of a gateway and a handshake with the NAF; no secret anywhere', async () => {
    await labWith({ mode });
    const result = await bootstrapWith();
    expect(result).toMatchObject({
      iccid,
      impi: labImpi,
      mode,
      reused: false,
      credential: {
        ...gateway,
        kind: 'Km',
        keyId: result.bTid,
        nafFqdn: target.fqdn,
        uaProtocol: 'TLS with TLS_PSK_WITH_AES_128_CBC_SHA256 (01000100ae)',
        iccid,
        state: 'valid',
      },
      naf: { connected: true, protocol: 'TLSv1.2', suite: 'PSK-AES128-CBC-SHA256' },
    });
    expect(await engine.call('credentials.list', {})).toEqual([result.credential]);
    const told = messagesTold();
    expect(told.map(({ index }) => index)).toEqual(told.map((_, i) => i));
    expect(told.map(({ from, to }) => `${from}>${to}`).join(' ')).toBe(
      mode === 'GBA_U'
        ? 'device>bsf bsf>device device>card card>device device>bsf bsf>device device>card device>card card>device device>naf naf>device'
        : 'device>bsf bsf>device device>card card>device device>bsf bsf>device device>naf naf>device',
    );

    // The bootstrapping is still valid: nobody is asked, and another key is derived of it.
    const again = await bootstrapWith({
      target: { kind: 'cse', cseId: '//sp.example.com/in-cse' },
      naf: undefined,
    });
    expect(again).toMatchObject({ reused: true, bTid: result.bTid, credential: { kind: 'Kpsa' } });
    const id = result.credential!.id;
    expect(await engine.call('credentials.test', { credential: id, naf: nafOfLab() })).toMatchObject({
      connected: true,
    });
    await expectNoSecret(secretsOfLastRun());
    await engine.call('credentials.forget', { credential: id });
    expect((await engine.call('credentials.list', {})).map((one) => one.id)).toEqual([again.credential!.id]);
  });

  test('HTTP Digest at the NAF, its certificate checked against the authority that is named', async () => {
    await labWith({ mode });
    const port = Number(new URL(lab.naf!.digestUrl).port);
    const naf = { host: '127.0.0.1', port };
    const network = { ...networkOfLab(), ca: lab.ca! };
    const result = await bootstrapWith({ uaProtocol: 'http-digest', naf, network });
    expect(result.naf).toEqual({
      connected: true,
      protocol: 'HTTP Digest',
      suite: 'ECDHE-ECDSA-AES128-SHA256',
    });
    const id = result.credential!.id;
    expect(await engine.call('credentials.test', { credential: id, naf })).toMatchObject({
      connected: false,
      error: { code: 'network.certificate', details: { who: 'naf' } },
    });
    expect(
      await engine.call('credentials.test', { credential: id, naf, network: { ca: lab.ca! } }),
    ).toMatchObject({
      connected: true,
    });
  });
});

describe('a bootstrapping that fails names who refused, why, and what to do', () => {
  test.each([
    ['bsf-wrong-autn', 'aka.mac-failure', 'card'],
    ['bsf-old-sqn', 'gba.resynchronisation', 'bsf'],
    ['bsf-unknown-subscriber', 'gba.subscriber-refused', 'bsf'],
    ['bsf-wrong-realm', 'gba.wrong-realm', 'bsf'],
    ['bsf-wrong-proof', 'digest.server-wrong', 'bsf'],
    ['bsf-expired', 'gba.expired', 'device'],
    ['bsf-bad-xml', 'gba.xml', 'bsf'],
    ['bsf-other-xml', 'gba.xml', 'bsf'],
    ['bsf-html', 'gba.web-page', 'bsf'],
  ])('%s', async (name, code, who) => {
    // A card that has a number already: an old one is then old.
    await bootstrapWith({ naf: undefined });
    await fault(name);
    const failure = await bootstrapWith({ reuse: false }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, details: { who } });
    expect(failure).toMatchObject({ hint: expect.stringMatching(/[a-z]{4}/) });
    const last = messagesTold().at(-1);
    if (who !== 'device') expect(last).toMatchObject({ from: who, failed: true });
    expect((await engine.call('credentials.list', {})).length).toBe(1);
    await expectNoSecret(secretsOfLastRun());
  });

  test('the next bootstrapping is begun under the TMPI; a BSF that has forgotten it is told the IMPI', async () => {
    await labWith({ mode: 'GBA_ME' });
    await bootstrapWith();
    expect(valueOf('IMPI')).toBe(labImpi);
    engine.told.length = 0;
    await bootstrapWith({ reuse: false });
    expect(valueOf('TMPI')).toMatch(/@tmpi\.bsf\.3gppnetwork\.org$/);
    expect(JSON.stringify(messagesTold())).not.toContain(labImpi);
    await engine.call('lab.network', { running: false });
    await labWith({ mode: 'GBA_ME' });
    expect(await bootstrapWith({ reuse: false })).toMatchObject({ reused: false, naf: { connected: true } });
    expect(messagesTold().map(({ what }) => what)).toContain('The server does not know this TMPI');
  });

  test('resynchronisation is no failure', async () => {
    await bootstrapWith({ naf: undefined });
    await fault('bsf-resynchronisation');
    expect(await bootstrapWith({ reuse: false })).toMatchObject({ reused: false, naf: { connected: true } });
    expect(messagesTold().map(({ what }) => what)).toContain('GET with AUTS');
  });

  test.each([
    ['naf-refuses', 'psk.identity-unknown'],
    ['naf-html', 'psk.not-tls'],
    ['naf-cut', 'psk.unreachable'],
    ['naf-slow', 'psk.timeout'],
  ])('%s: the credential is kept all the same', async (name, code) => {
    await fault(name);
    const result = await bootstrapWith({ network: { ...networkOfLab(), timeout: 300 } });
    expect(result).toMatchObject({
      credential: { state: 'valid' },
      naf: { connected: false, error: { code, details: { who: 'naf' } } },
    });
    expect(messagesTold().at(-1)).toMatchObject({ from: 'naf', failed: true });
  });

  test('a BSF that fails is asked again, with pauses, and then named', async () => {
    await fault('bsf-failure');
    await expect(bootstrapWith()).rejects.toMatchObject({ code: 'gba.bsf-failed', kind: 'network' });
    expect(messagesTold().filter(({ failed }) => failed)).toHaveLength(3);
  });

  test('another card than the one that was named is not asked', async () => {
    await expect(bootstrapWith({ iccid: '8988211000000430010' })).rejects.toMatchObject({
      code: 'aka.other-card',
    });
    expect(messagesTold()).toEqual([]);
  });

  test('a locked vault, a key for nobody, and a wrong suite are found before the card is asked', async () => {
    await expect(bootstrapWith({ target: undefined })).rejects.toMatchObject({ code: 'gba.target-missing' });
    await expect(bootstrapWith({ suite: 'ECDHE-RSA-AES128-SHA256' })).rejects.toMatchObject({
      code: 'psk.suite-unknown',
    });
    await expect(bootstrapWith({ target: { kind: 'cse', cseId: '/cse1' } })).rejects.toMatchObject({
      code: 'onem2m.public-domain-name',
    });
    await engine.call('vault.lock', {});
    await expect(bootstrapWith()).rejects.toMatchObject({ code: 'vault.locked' });
    expect(messagesTold()).toEqual([]);
  });
});

describe('cards', () => {
  const other = async (seed: string) => {
    const { reader: id } = await engine.call('simulator.add', { seed });
    const report = await engine.call('card.report', { reader: id, scope: 'onem2m' });
    return { reader: id, iccid: report.card.iccid ?? '' };
  };

  test('readiness tells identity, services and what is there', async () => {
    expect(await engine.call('gba.readiness', { reader })).toMatchObject({
      iccid,
      application: 'usim',
      impi: labImpi,
      identitySource: 'EF_IMSI',
      gba: true,
      modes: ['GBA_U', 'GBA_ME'],
      obstacles: [],
    });
    expect(await engine.call('gba.readiness', { reader })).not.toHaveProperty('nafKeys');
    await labWith({ mode: 'GBA_U' });
    await bootstrapWith({ naf: undefined });
    const key = { nafFqdn: target.fqdn, uaProtocol: expect.stringContaining('01000100ae') };
    expect(await engine.call('gba.readiness', { reader })).toMatchObject({
      stored: { valid: true },
      nafKeys: [{ ...key, current: true }],
    });
    await bootstrapWith({ naf: undefined, target: undefined, for: undefined, reuse: false });
    expect((await engine.call('gba.readiness', { reader })).nafKeys).toMatchObject([
      { ...key, current: false },
    ]);
    expect(await engine.call('gba.readiness', { reader, application: 'isim' })).toMatchObject({
      application: 'isim',
      identitySource: 'EF_IMPI',
    });
  });

  test('a card with a PIN: told before, presented once, never with the last try', async () => {
    const locked = await other('provisioned');
    expect((await engine.call('gba.readiness', { reader: locked.reader })).obstacles).toMatchObject([
      { code: 'aka.pin-needed', details: { triesLeft: 3 } },
    ]);
    await expect(bootstrapWith(locked)).rejects.toMatchObject({ code: 'aka.pin-needed' });
    const pin = (value: string) => ({ pin: { format: 'digits' as const, value } });
    await expect(bootstrapWith({ ...locked, ...pin('9999') })).rejects.toMatchObject({ code: 'pin.wrong' });
    await expect(bootstrapWith({ ...locked, ...pin('9998') })).rejects.toMatchObject({ code: 'pin.wrong' });
    await expect(bootstrapWith({ ...locked, ...pin('1234') })).rejects.toMatchObject({
      code: 'pin.last-try',
    });
    expect(messagesTold()).toEqual([]);
    const result = await bootstrapWith({ ...locked, ...pin('1234'), lastTry: true });
    expect(result).toMatchObject({ iccid: locked.iccid, naf: { connected: true } });
  });

  test('a card without GBA: GBA_U is refused, GBA_ME works', async () => {
    const plain = await other('t1-card');
    expect(await engine.call('gba.readiness', { reader: plain.reader })).toMatchObject({
      gba: false,
      modes: ['GBA_ME'],
    });
    await expect(bootstrapWith({ ...plain, mode: 'GBA_U' })).rejects.toMatchObject({
      code: 'gba.not-in-card',
      details: { who: 'card' },
    });
    expect(await bootstrapWith(plain)).toMatchObject({ mode: 'GBA_ME', naf: { connected: true } });
  });

  test('a module without subscription', async () => {
    const module = await other('standalone-1m2msm');
    await expect(bootstrapWith(module)).rejects.toMatchObject({ code: 'aka.no-application' });
  });
});

describe('hand-over', () => {
  test('sealed to the public key of who takes it, who alone can open it', async () => {
    const { credential, bTid } = await bootstrapWith();
    const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
    const recipient = JSON.stringify(await exportJWK(pair.publicKey));
    const { document } = await engine.call('credentials.export', { credential: credential!.id, recipient });
    const { plaintext } = await compactDecrypt(document, pair.privateKey);
    const [key] = secretsOfLastRun().slice(-1);
    expect(JSON.parse(Buffer.from(plaintext).toString())).toMatchObject({
      format: 'gateway-credential',
      gateway: 'gateway-7',
      kind: 'Km',
      id: bTid,
      key: { kty: 'oct', k: Buffer.from(key!).toString('base64url') },
    });
    await expectNoSecret(secretsOfLastRun());
    const secret = JSON.stringify(await exportJWK(pair.privateKey));
    await expect(
      engine.call('credentials.export', { credential: credential!.id, recipient: secret }),
    ).rejects.toMatchObject({ code: 'recipient.private' });
  });

  test('a credential whose time is over is not used', async () => {
    await labWith({ lifetime: 1 });
    const { credential } = await bootstrapWith();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await engine.call('credentials.list', {})).toMatchObject([{ state: 'expired' }]);
    await expect(
      engine.call('credentials.test', { credential: credential!.id, naf: nafOfLab() }),
    ).rejects.toMatchObject({ code: 'credential.expired' });
  });
});

describe.each(['GBA_ME', 'GBA_U'] as const)('without a network, %s', (mode) => {
  /** The lab seals to a key of its own; here the operator has another, or none. */
  const challengeOfLab = async (recipient?: JWK): Promise<string> => {
    const { document = '' } = await engine.call('lab.network', {
      offline: { step: 'challenge', impi: labImpi },
    });
    return JSON.stringify({ ...JSON.parse(document), recipient });
  };
  const complete = (pending: string, completion: string, more: object = {}) =>
    engine.call('gba.offlineComplete', {
      pending,
      completion,
      target,
      for: gateway,
      ...(mode === 'GBA_U' ? { reader } : {}),
      ...more,
    });

  test('the answer in a file of its owner, the completion by another run of the program', async () => {
    await labWith({ mode });
    const challenge = await challengeOfLab();
    await expect(engine.call('gba.offlineAnswer', { reader, iccid, challenge })).rejects.toMatchObject({
      code: 'gba.answer-needs-file',
    });
    const file = join(engine.folder, `answer-${crypto.randomUUID()}.json`);
    const answer = await engine.call('gba.offlineAnswer', { reader, iccid, challenge, file });
    expect(answer).toMatchObject({ outcome: 'response', impi: labImpi, mode, file });
    expect(answer.document).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { document = '' } = await engine.call('lab.network', {
      offline: { step: 'completion', answer: readFileSync(file, 'utf8') },
    });
    if (mode === 'GBA_U')
      await expect(complete(answer.pending!, document, { reader: undefined })).rejects.toMatchObject({
        code: 'gba.reader-needed',
      });
    const result = await complete(answer.pending!, document);
    expect(result).toMatchObject({ mode, impi: labImpi, credential: { ...gateway, kind: 'Km' } });
    await expect(complete(answer.pending!, document)).rejects.toMatchObject({ code: 'gba.pending-unknown' });
    expect(
      await engine.call('credentials.test', { credential: result.credential!.id, naf: nafOfLab() }),
    ).toMatchObject({ connected: true });
  });

  test('the answer sealed to the key in the challenge; a file that is there is left alone', async () => {
    await labWith({ mode });
    const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
    const challenge = await challengeOfLab(await exportJWK(pair.publicKey));
    const there = join(engine.folder, 'there.json');
    writeFileSync(there, 'mine');
    await expect(
      engine.call('gba.offlineAnswer', { reader, iccid, challenge, file: there }),
    ).rejects.toMatchObject({ code: 'file.exists' });
    expect(readFileSync(there, 'utf8')).toBe('mine');
    const answer = await engine.call('gba.offlineAnswer', { reader, iccid, challenge });
    const { plaintext } = await compactDecrypt(answer.document!, pair.privateKey);
    const { document = '' } = await engine.call('lab.network', {
      offline: { step: 'completion', answer: Buffer.from(plaintext).toString() },
    });
    expect(await complete(answer.pending!, document)).toMatchObject({ mode });
    const { res } = labAlgorithm.f2345(Buffer.from(JSON.parse(challenge).rand, 'base64'));
    await expectNoSecret([res, modifyRes(res)]);
  });

  test('the operator of the lab opens what was sealed to it', async () => {
    await labWith({ mode });
    const { document: challenge = '' } = await engine.call('lab.network', {
      offline: { step: 'challenge', impi: labImpi },
    });
    const answer = await engine.call('gba.offlineAnswer', { reader, iccid, challenge });
    const { document = '' } = await engine.call('lab.network', {
      offline: { step: 'completion', answer: answer.document! },
    });
    expect(await complete(answer.pending!, document)).toMatchObject({ mode });
  });

  test('an old number is answered with AUTS, which may be shown', async () => {
    await labWith({ mode });
    const first = await challengeOfLab();
    const file = join(engine.folder, `answer-${crypto.randomUUID()}.json`);
    await engine.call('gba.offlineAnswer', { reader, iccid, challenge: first, file });
    const again = join(engine.folder, `answer-${crypto.randomUUID()}.json`);
    const answer = await engine.call('gba.offlineAnswer', { reader, iccid, challenge: first, file: again });
    expect(answer).toMatchObject({ outcome: 'resynchronise', document: readFileSync(again, 'utf8') });
    expect(answer.pending).toBeUndefined();
  });
});

test('an answer that is not waited for any more is gone, and its completion is of no use', async () => {
  await labWith({ mode: 'GBA_ME' });
  const { document: challenge = '' } = await engine.call('lab.network', {
    offline: { step: 'challenge', impi: labImpi },
  });
  const { pending = '', document: answer = '' } = await engine.call('gba.offlineAnswer', {
    reader,
    iccid,
    challenge,
  });
  expect(await engine.call('gba.offlineWaiting', {})).toEqual([
    { pending, iccid, impi: labImpi, mode: 'GBA_ME' },
  ]);
  await engine.call('gba.offlineForget', { pending });
  expect(await engine.call('gba.offlineWaiting', {})).toEqual([]);
  await expect(engine.call('gba.offlineForget', { pending })).rejects.toMatchObject({
    code: 'gba.pending-unknown',
  });
  const { document: completion = '' } = await engine.call('lab.network', {
    offline: { step: 'completion', answer },
  });
  await expect(
    engine.call('gba.offlineComplete', { pending, completion, target, for: gateway }),
  ).rejects.toMatchObject({ code: 'gba.pending-unknown' });
});

test('an address, a proxy or an authority that is none is found before the card is asked', async () => {
  const network = networkOfLab();
  for (const [more, code] of [
    [{ naf: { host: 'maf example', port: 443 } }, 'naf.address'],
    [{ network: { ...network, proxy: 'proxy' } }, 'network.proxy'],
    [{ network: { ...network, ca: 'none' } }, 'network.ca'],
    [{ network: { bsf: { url: 'http://user:password@127.0.0.1:1/' } } }, 'gba.bsf-address'],
  ] as const)
    await expect(bootstrapWith(more)).rejects.toMatchObject({ code });
  expect(messagesTold().filter(({ to }) => to === 'card')).toEqual([]);
  expect(await engine.call('credentials.list', {})).toEqual([]);
});

const disturbances = {
  cancelled: (operation: string) => engine.call('operations.cancel', { operation }),
  'with the vault locked': () => engine.call('vault.lock', {}),
} as const;

test.each([
  ['GBA_U', 'cancelled'],
  ['GBA_ME', 'with the vault locked'],
] as const)(
  '%s %s at any message leaves nothing that a later run could take for a valid key',
  async (mode, how) => {
    await labWith({ mode });
    const input = { reader, iccid, network: networkOfLab(), target, naf: nafOfLab(), for: gateway };
    for (let index = 0, isOver = false; !isOver; index++) {
      const id = crypto.randomUUID();
      const met = engine.next(
        ({ event, data }) => event === 'sequence.message' && data.operation === id && data.index === index,
      );
      const run = engine
        .call('gba.bootstrap', { ...input, reuse: false }, id)
        .catch((error: unknown) => error);
      isOver = await Promise.race([met.then(() => false), run.then(() => true)]);
      // The operation may be over by the time it is cancelled.
      if (!isOver) await disturbances[how](id).catch(() => undefined);
      const ended = await run;
      if (ended instanceof Error)
        expect(ended, `message ${index}`).toMatchObject({
          kind: how === 'cancelled' ? 'cancelled' : 'store',
        });
      await engine.call('vault.open', { passphrase: 'for the test' });
      expect(await bootstrapWith(), `after message ${index}`).toMatchObject({
        mode,
        naf: { connected: true },
      });
    }
    for (const { id: credential } of await engine.call('credentials.list', {}))
      expect(await engine.call('credentials.test', { credential, naf: nafOfLab() })).toMatchObject({
        connected: true,
      });
  },
);
