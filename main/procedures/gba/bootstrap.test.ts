import { connect } from 'node:tls';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { formatBTid } from '../../auth/gba/b-tid.ts';
import { modifyRes } from '../../auth/gba/res-modification.ts';
import { deriveTmpi } from '../../auth/gba/tmpi.ts';
import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import { verifyPin } from '../../card/commands/verify-pin.ts';
import { encodePinDigits } from '../../card/pin.ts';
import type { BsfFault } from '../../lab/network/faults.ts';
import { type LabNaf, labNafProtocols, startNaf } from '../../lab/network/naf.ts';
import { type BootstrapOptions, bootstrap } from './bootstrap.ts';
import { deriveEnrolmentCredential, type EnrolmentCredential } from './enrolment-credential.ts';
import type { HttpPort } from './http-port.ts';
import { readStoredBootstrapping, storeBootstrapping } from './stored-bootstrapping.ts';
import { type LabGba, labBsfFqdns, labGba, labImpi } from './testing/lab-gba.ts';
import type { GbaMessage } from './types.ts';

const target = { kind: 'maf', fqdn: 'maf.example.com' } as const;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function lab(...args: Parameters<typeof labGba>): Promise<LabGba> {
  const made = await labGba(...args);
  open.push(made.bsf);
  return made;
}

const optionsFor = ({ bsf }: LabGba, more: Partial<BootstrapOptions> = {}): BootstrapOptions => ({
  http: fetch,
  bsf: { url: bsf.url },
  retry: { sleep: async () => undefined },
  ...more,
});

/** What the card keeps, sequence numbers included; SELECT leaves a trace of its own. */
const memoryOf = ({ uicc }: LabGba) => ({ ...uicc.snapshot(), lastSelected: undefined });

async function nafFor({ bsf }: LabGba): Promise<LabNaf> {
  const naf = await startNaf({ fqdn: target.fqdn, zn: bsf.zn });
  open.push(naf);
  return naf;
}

/** One GET over TLS-PSK with the credential. */
function overPsk(naf: LabNaf, { id, key }: EnrolmentCredential): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port: naf.pskPort,
      ciphers: 'PSK-AES128-CBC-SHA256',
      maxVersion: 'TLSv1.2',
      checkServerIdentity: () => undefined,
      pskCallback: () => ({ identity: id, psk: key.use((bytes) => bytes.slice()) }),
    });
    let text = '';
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.once('end', () => resolve(text));
    socket.write(`GET / HTTP/1.1\r\nhost: ${naf.fqdn}\r\nconnection: close\r\n\r\n`);
  });
}

const credentialOf = (made: LabGba, bootstrapping: Awaited<ReturnType<typeof bootstrap>>) =>
  deriveEnrolmentCredential(made.files, made.application, bootstrapping, {
    target,
    uaProtocol: labNafProtocols.psk,
    clock: systemClock,
  });

describe.each([
  ['GBA_ME', 'usim', 'Ks_NAF'],
  ['GBA_U', 'usim', 'Ks_ext_NAF'],
  ['GBA_ME', 'isim', 'Ks_NAF'],
  ['GBA_U', 'isim', 'Ks_ext_NAF'],
] as const)('%s with a %s', (mode, kind, nafKey) => {
  test('card, BSF, NAF and TLS-PSK come to the same key', async () => {
    const made = await lab(mode, { kind });
    const seen: unknown[] = [];
    const result = await bootstrap(
      made.files,
      made.application,
      optionsFor(made, { onMessage: (m) => seen.push(m), onProgress: (p) => seen.push(p) }),
    );
    expect(result).toMatchObject({ mode, impi: labImpi, reused: false });
    expect(result.bTid).toMatch(new RegExp(`^[A-Za-z0-9+/]{22}==@${labBsfFqdns[kind]}$`));
    const credential = await credentialOf(made, result);
    expect(credential).toMatchObject({ kind: 'Km', id: result.bTid, nafKey, nafFqdn: target.fqdn });
    expect(await overPsk(await nafFor(made), credential)).toContain(labImpi);

    const stored = await readStoredBootstrapping(made.files, made.application);
    expect(stored?.bTid).toBe(mode === 'GBA_U' ? result.bTid : undefined);
    // No key in what is shown, and none in what is handed on; nor what the card computed.
    const { xres, ck, ik } = made.auc.lastVector!;
    const key = credential.key.use((bytes) => bytes.slice());
    const secrets = [key, xres, modifyRes(xres), ck, ik].flatMap(formsOf);
    const told = [seen, result, credential];
    const texts = [inspect(told, { depth: 9, showHidden: true }), JSON.stringify(told)];
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
    expect(String(credential.key)).toBe('(secret)');
  });
});

describe('bootstrap', () => {
  test('a Ks that is still valid is used again, without network; an expired one is not', async () => {
    const made = await lab('GBA_U');
    const first = await bootstrap(made.files, made.application, optionsFor(made));
    const before = made.bsf.requests;
    const files = await made.again();
    const again = await bootstrap(files, made.application, optionsFor(made));
    expect(again).toEqual({ ...first, reused: true });
    expect(made.bsf.requests).toBe(before);
    const later: Clock = { now: () => first.expires + 60_000 };
    await expect(
      bootstrap(files, made.application, optionsFor(made, { clock: later, retry: { attempts: 1 } })),
    ).rejects.toMatchObject({ code: 'gba.expired' });
    expect(made.bsf.requests).toBeGreaterThan(before);
  });

  test.each(['GBA_ME', 'GBA_U'] as const)('%s: an old sequence number is put right by AUTS', async (mode) => {
    const made = await lab(mode);
    await bootstrap(made.files, made.application, optionsFor(made));
    made.bsf.faults.set({ kind: 'old-sqn' }, 1);
    const before = made.bsf.requests;
    const again = await bootstrap(made.files, made.application, optionsFor(made, { reuse: false }));
    expect(again.mode).toBe(mode);
    expect(made.bsf.requests - before).toBe(3);
    expect(await overPsk(await nafFor(made), await credentialOf(made, again))).toContain(labImpi);
  });

  test('a BSF that offers qop=auth alone is taken', async () => {
    const made = await lab('GBA_U', { bsf: { qop: ['auth'] } });
    const result = await bootstrap(made.files, made.application, optionsFor(made));
    expect(await overPsk(await nafFor(made), await credentialOf(made, result))).toContain(labImpi);
  });

  test('AKAv2 with GBA_U cannot be: said before the card uses a number', async () => {
    const made = await lab('GBA_U', { bsf: { algorithm: 'AKAv2-MD5' } });
    const before = memoryOf(made);
    const forced = optionsFor(made, { mode: 'GBA_U' });
    await expect(bootstrap(made.files, made.application, forced)).rejects.toMatchObject({
      code: 'gba.akav2-in-card',
      details: { who: 'bsf' },
    });
    await expect(bootstrap(made.files, made.application, optionsFor(made))).rejects.toMatchObject({
      code: 'aka.mac-failure',
      hint: expect.stringContaining('GBA_ME'),
    });
    expect(memoryOf(made)).toEqual(before);
  });

  test('AKAv2 with GBA_ME', async () => {
    const made = await lab('GBA_ME', { bsf: { algorithm: 'AKAv2-MD5' } });
    const result = await bootstrap(made.files, made.application, optionsFor(made));
    expect(await overPsk(await nafFor(made), await credentialOf(made, result))).toContain(labImpi);
  });

  test('the TMPI of an earlier bootstrapping stands for the IMPI', async () => {
    const made = await lab('GBA_ME');
    const first = await bootstrap(made.files, made.application, optionsFor(made));
    if (first.mode !== 'GBA_ME') throw new TypeError(first.mode);
    const inputs = { rand: first.rand, impi: labImpi, bsfFqdn: labBsfFqdns.usim };
    expect(first.tmpi?.tmpi).toBe(first.ks.use((ks) => deriveTmpi(ks, inputs)));
    const sent: string[] = [];
    const http: HttpPort = (url, request) => {
      sent.push(request.headers['authorization'] ?? '');
      return fetch(url, request);
    };
    const second = await bootstrap(
      made.files,
      made.application,
      optionsFor(made, { http, tmpi: first.tmpi! }),
    );
    expect(second.impi).toBe(labImpi);
    expect(sent).toHaveLength(2);
    expect(sent.join(' ')).not.toContain(labImpi);
    expect(await overPsk(await nafFor(made), await credentialOf(made, second))).toContain(labImpi);
  });

  test.each([
    ['a TMPI the server does not know', 'unknown@tmpi.bsf.3gppnetwork.org', labImpi, 3],
    ['the TMPI of another subscriber', 'other@tmpi.bsf.3gppnetwork.org', 'other@example.com', 2],
  ])('%s: the IMPI is given, and no challenge is lost', async (_, tmpi, impi, requests) => {
    const made = await lab('GBA_ME');
    const seen: GbaMessage[] = [];
    const result = await bootstrap(
      made.files,
      made.application,
      optionsFor(made, {
        tmpi: { tmpi, impi, bsfFqdn: labBsfFqdns.usim },
        onMessage: (message) => seen.push(message),
      }),
    );
    expect(result).toMatchObject({ impi: labImpi, reused: false });
    expect(made.bsf.requests).toBe(requests);
    expect(seen.some(({ failed }) => failed)).toBe(false);
    expect(seen.filter(({ to }) => to === 'card')).toHaveLength(1);
  });

  test('a server that does not say that it knows the TMPI gets none', async () => {
    const made = await lab('GBA_ME');
    const http: HttpPort = async (url, request) => {
      const { status, headers, body } = await fetch(url, request);
      return {
        status,
        headers: { get: (name) => (name === 'server' ? 'BSF/1.0' : headers.get(name)) },
        body,
      };
    };
    const result = await bootstrap(made.files, made.application, optionsFor(made, { http }));
    expect(result).not.toHaveProperty('tmpi');
  });

  test.each([
    ['GBA_U', 'GBA_ME'],
    ['GBA_ME', 'GBA_U'],
  ] as const)(
    '%s forced where the network wants %s is a wrong MAC, with the settings in the hint',
    async (mode, network) => {
      const made = await lab(network);
      await expect(bootstrap(made.files, made.application, optionsFor(made, { mode }))).rejects.toMatchObject(
        {
          code: 'aka.mac-failure',
          hint: expect.stringContaining(mode),
          details: { who: 'card', tried: mode },
        },
      );
    },
  );

  test('another subscriber is refused by the BSF', async () => {
    const made = await lab('GBA_U', { subscriber: { impi: 'somebody@else.example' } });
    await expect(bootstrap(made.files, made.application, optionsFor(made))).rejects.toMatchObject({
      code: 'gba.subscriber-refused',
      details: { who: 'bsf', status: 403 },
    });
  });

  test('every message is told as it happens, the refusal last', async () => {
    const made = await lab('GBA_U');
    const told: string[] = [];
    const tell = ({ from, to, what, failed }: GbaMessage) =>
      told.push(`${from} > ${to}: ${what}${failed === true ? ' (failed)' : ''}`);
    await bootstrap(made.files, made.application, optionsFor(made, { onMessage: tell }));
    expect(told.splice(0)).toEqual([
      'device > bsf: GET with the identity of the subscriber',
      'bsf > device: 401 with a challenge',
      'device > card: AUTHENTICATE with RAND and AUTN',
      'card > device: The card has authenticated the network',
      'device > bsf: GET with the response',
      'bsf > device: 200 with B-TID and lifetime',
      'device > card: UPDATE BINARY of EF_GBABP',
    ]);
    made.bsf.faults.set({ kind: 'html' }, 1);
    const refused = bootstrap(
      made.files,
      made.application,
      optionsFor(made, { onMessage: tell, reuse: false }),
    );
    await expect(refused).rejects.toMatchObject({ code: 'gba.web-page' });
    expect(told.at(-1)).toMatch(/^bsf > device: A web page came .* \(failed\)$/);
  });

  test('a network fault that passes is waited out, with growing pauses', async () => {
    const made = await lab('GBA_U');
    const pauses: number[] = [];
    made.bsf.faults.set({ kind: 'status', status: 503 }, 2);
    const sleep = async (ms: number) => void pauses.push(ms);
    await bootstrap(made.files, made.application, optionsFor(made, { retry: { sleep } }));
    expect(pauses).toEqual([500, 1000]);
  });

  test('the PIN is needed before anything is sent, and used when it was presented', async () => {
    const made = await lab('GBA_U', { seed: 'provisioned' });
    await expect(bootstrap(made.files, made.application, optionsFor(made))).rejects.toMatchObject({
      code: 'aka.pin-needed',
      details: { triesLeft: 3 },
    });
    expect(made.bsf.requests).toBe(0);
    await made.files.session.run(verifyPin(1, encodePinDigits('1234')));
    expect((await bootstrap(made.files, made.application, optionsFor(made))).mode).toBe('GBA_U');
  });

  test('cancelled while the server is silent', async () => {
    const made = await lab('GBA_U');
    made.bsf.faults.set({ kind: 'slow', ms: 60_000 });
    const signal = AbortSignal.timeout(100);
    await expect(bootstrap(made.files, made.application, optionsFor(made, { signal }))).rejects.toMatchObject(
      {
        code: 'operation.cancelled',
      },
    );
  });
});

interface Refusal {
  readonly fault: BsfFault;
  readonly code: string;
  /** From which request on; default the first. */
  readonly from?: number;
}

const refusals: readonly Refusal[] = [
  { fault: { kind: 'wrong-autn' }, code: 'aka.mac-failure' },
  { fault: { kind: 'old-sqn' }, code: 'gba.resynchronisation' },
  { fault: { kind: 'status', status: 500 }, code: 'gba.bsf-failed' },
  { fault: { kind: 'status', status: 403 }, code: 'gba.subscriber-refused' },
  { fault: { kind: 'status', status: 302 }, code: 'gba.unexpected-status' },
  { fault: { kind: 'slow', ms: 5_000 }, code: 'gba.bsf-timeout' },
  { fault: { kind: 'cut' }, code: 'gba.bsf-unreachable' },
  { fault: { kind: 'html' }, code: 'gba.web-page' },
  { fault: { kind: 'wrong-realm' }, code: 'gba.wrong-realm' },
  { fault: { kind: 'html' }, code: 'gba.web-page', from: 2 },
  { fault: { kind: 'cut' }, code: 'gba.bsf-unreachable', from: 2 },
  { fault: { kind: 'bad-xml' }, code: 'gba.xml', from: 2 },
  { fault: { kind: 'other-xml' }, code: 'gba.xml', from: 2 },
  { fault: { kind: 'wrong-proof' }, code: 'digest.server-wrong', from: 2 },
  { fault: { kind: 'expired' }, code: 'gba.expired', from: 2 },
];

describe.each(refusals)('$fault.kind at request $from', ({ fault, code, from = 1 }) => {
  test(`is told as ${code}, with what to do, and without a secret`, async () => {
    const made = await lab('GBA_ME', { kind: 'usim' });
    // A card that has a number already: an old one is then old.
    await bootstrap(made.files, made.application, optionsFor(made));
    let requests = 0;
    const http: HttpPort = (url, request) => {
      requests++;
      if (requests === from) made.bsf.faults.set(fault);
      return fetch(url, request);
    };
    const failure = await bootstrap(
      made.files,
      made.application,
      optionsFor(made, { http, retry: { attempts: 1 }, timeout: 300 }),
    ).catch((error: unknown) => error);
    if (!(failure instanceof CardwrightError)) throw failure;
    expect(failure.code).toBe(code);
    expect(failure.hint).not.toBe('');
    expect(failure.details['who']).toMatch(code === 'gba.expired' ? /^device$/ : /^(card|bsf)$/);
    expect(failure.message).toMatch(/server|card|network|subscriber|lifetime|web page|challenge/i);
    const { xres, ck, ik } = made.auc.lastVector!;
    const told = inspect(failure, { depth: 9 });
    for (const secret of [xres, ck, ik]) for (const text of formsOf(secret)) expect(told).not.toContain(text);
  });
});

const formsOf = (bytes: Uint8Array): readonly string[] => [
  toHex(bytes),
  toHex(bytes).toUpperCase(),
  Buffer.from(bytes).toString('base64'),
  [...bytes].join(', '),
];

test('whatever a server answers, there is a typed error', async () => {
  const made = await lab('GBA_U');
  const header = fc.oneof(
    fc.string(),
    fc
      .string()
      .map(
        (nonce) =>
          `Digest realm="${labBsfFqdns.usim}", nonce="${nonce}", algorithm=AKAv1-MD5, qop="auth-int"`,
      ),
    fc
      .uint8Array({ minLength: 30, maxLength: 40 })
      .map(
        (bytes) =>
          `Digest realm="${labBsfFqdns.usim}", nonce="${Buffer.from(bytes).toString('base64')}", algorithm=AKAv1-MD5, qop="auth-int"`,
      ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(200, 204, 401, 407, 500),
      header,
      fc.uint8Array(),
      async (status, value, body) => {
        const http: HttpPort = async () => ({
          status,
          headers: { get: () => value },
          body: (async function* parts() {
            yield body;
          })(),
        });
        const failure = await bootstrap(
          made.files,
          made.application,
          optionsFor(made, { http, retry: { attempts: 1 } }),
        ).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(CardwrightError);
      },
    ),
    { numRuns: 60 },
  );
});

test('a server without qop is refused before the card uses a sequence number', async () => {
  const made = await lab('GBA_U');
  const http: HttpPort = async (url, request) => {
    const answer = await fetch(url, request);
    const without = answer.headers.get('www-authenticate')?.replace(/qop="[^"]*", /, '') ?? null;
    return { status: answer.status, headers: { get: () => without }, body: null };
  };
  const before = memoryOf(made);
  await expect(bootstrap(made.files, made.application, optionsFor(made, { http }))).rejects.toMatchObject({
    code: 'digest.qop-not-offered',
    details: { who: 'bsf' },
  });
  expect(memoryOf(made)).toEqual(before);
});

test('an answer without end is cut off', async () => {
  const made = await lab('GBA_U');
  const http: HttpPort = async () => ({
    status: 401,
    headers: { get: () => null },
    body: (async function* parts() {
      for (;;) yield new Uint8Array(4096);
    })(),
  });
  await expect(bootstrap(made.files, made.application, optionsFor(made, { http }))).rejects.toMatchObject({
    code: 'gba.answer-too-long',
  });
});

describe('a NAF that refuses', () => {
  test('a key of another NAF, and an unknown B-TID, end the handshake', async () => {
    const made = await lab('GBA_U');
    const naf = await nafFor(made);
    const result = await bootstrap(made.files, made.application, optionsFor(made));
    const other = await deriveEnrolmentCredential(made.files, made.application, result, {
      target: { kind: 'maf', fqdn: 'other.example.com' },
      uaProtocol: labNafProtocols.psk,
      clock: systemClock,
    });
    await expect(overPsk(naf, other)).rejects.toThrow();
    const credential = await credentialOf(made, result);
    naf.faults.set({ kind: 'refuse-b-tid' });
    await expect(overPsk(naf, credential)).rejects.toThrow();
    naf.faults.clear();
    expect(await overPsk(naf, credential)).toContain(labImpi);
  });
});

test('a card that was taken away with a new Ks and the name of the former is bootstrapped again', async () => {
  const made = await lab('GBA_U');
  const { bTid } = await bootstrap(made.files, made.application, optionsFor(made));
  const stored = await readStoredBootstrapping(made.files, made.application);
  const rand = stored?.rand ?? new Uint8Array();
  const other = formatBTid({ rand: rand.map((byte) => byte ^ 1), bsfFqdn: labBsfFqdns.usim });
  const lifetime = new Date(Date.now() + 3_600_000).toISOString();
  await storeBootstrapping(made.files, made.application, { rand, bTid: other, lifetime });
  expect(await readStoredBootstrapping(made.files, made.application)).toBeUndefined();
  const again = await bootstrap(made.files, made.application, optionsFor(made));
  expect(again).toMatchObject({ mode: 'GBA_U', reused: false });
  expect([bTid, other]).not.toContain(again.bTid);
});
