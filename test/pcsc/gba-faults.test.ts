import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labFaultNames, noFault } from '../../main/lab/network/named-faults.ts';
import { CardThread } from '../support/card-thread.ts';
import { type GbaBench, startGbaBench } from '../support/gba-bench.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// Every fault that the network of the lab has, met by a card on a reader of pcscd: who refused, what is done next, and that nothing is kept.
let pcscd: Pcscd;
let card: CardThread;
beforeAll(async () => {
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
});
afterAll(async () => {
  await card.end();
  await pcscd.dispose();
});

const quick = { timeout: 500 };

/** What a fault of the BSF is told as, and who refused. */
const ofBsf = {
  'bsf-wrong-autn': ['aka.mac-failure', 'card'],
  'bsf-old-sqn': ['gba.resynchronisation', 'bsf'],
  'bsf-unknown-subscriber': ['gba.subscriber-refused', 'bsf'],
  'bsf-wrong-realm': ['gba.wrong-realm', 'bsf'],
  'bsf-wrong-proof': ['digest.server-wrong', 'bsf'],
  'bsf-expired': ['gba.expired', 'device'],
  'bsf-bad-xml': ['gba.xml', 'bsf'],
  'bsf-other-xml': ['gba.xml', 'bsf'],
  'bsf-html': ['gba.web-page', 'bsf'],
  'bsf-failure': ['gba.bsf-failed', 'bsf'],
  'bsf-slow': ['gba.bsf-timeout', 'bsf'],
  'bsf-cut': ['gba.bsf-unreachable', 'bsf'],
} as const;

/** The same for the NAF, with a shared key and with HTTP Digest. */
const ofNaf = {
  'naf-refuses': ['psk.identity-unknown', 'gba.naf-refused'],
  'naf-expired': ['psk.identity-unknown', 'gba.naf-refused'],
  'naf-uicc-key-only': ['psk.identity-unknown', 'gba.naf-refused'],
  'naf-wrong-realm': [undefined, 'gba.wrong-realm'],
  'naf-html': ['psk.not-tls', 'gba.naf-no-challenge'],
  'naf-failure': [undefined, 'gba.naf-failed'],
  'naf-slow': ['psk.timeout', 'gba.naf-timeout'],
  'naf-cut': ['psk.unreachable', 'gba.naf-unreachable'],
} as const;

test('no fault is left out', () => {
  const met = [noFault, 'bsf-resynchronisation', ...Object.keys(ofBsf), ...Object.keys(ofNaf)];
  expect(new Set(met)).toEqual(new Set(labFaultNames));
});

describe.each(['GBA_ME', 'GBA_U'] as const)('%s', (mode) => {
  test('each fault of the BSF; nothing is kept, and the card is bootstrapped when it is over', async () => {
    const bench = await startGbaBench({ card, mode });
    for (const [fault, [code, who]] of Object.entries(ofBsf)) {
      bench.network.setFault(fault);
      const network = { bsf: { url: bench.network.bsf.url }, ...quick };
      const refused = await bench.bootstrap({ network }).catch((error: unknown) => error);
      expect(refused, fault).toMatchObject({
        code,
        details: { who },
        hint: expect.stringMatching(/\w+ \w+/),
      });
    }
    expect(await bench.call('credentials.list', {})).toEqual([]);
    bench.network.setFault(noFault);
    expect(await bench.bootstrap()).toMatchObject({ mode, reused: false, naf: { connected: true } });
  });

  test('each fault of the NAF; the credential is kept and connects when it is over', async () => {
    const bench = await startGbaBench({ card, mode });
    const { network } = bench;
    const keep = async (uaProtocol: 'tls-psk' | 'http-digest') => {
      const port = uaProtocol === 'tls-psk' ? network.naf.pskPort : network.naf.digestPort;
      const naf = { host: '127.0.0.1', port };
      const way = { ca: network.certificate, ...quick };
      const bsf = { url: network.bsf.url };
      const { credential } = await bench.bootstrap({ network: { ...way, bsf }, uaProtocol, naf });
      const id = credential?.id ?? '';
      return { attempt: () => bench.call('credentials.test', { credential: id, naf, network: way }) };
    };
    const ways = [await keep('tls-psk'), await keep('http-digest')];
    for (const [fault, codes] of Object.entries(ofNaf)) {
      network.setFault(fault);
      for (const [i, { attempt }] of ways.entries()) {
        const code = codes[i];
        const refused = {
          connected: false,
          error: { code, details: { who: 'naf' }, hint: expect.stringMatching(/\w+ \w+/) },
        };
        expect(await attempt(), fault).toMatchObject(code === undefined ? { connected: true } : refused);
      }
    }
    network.setFault(noFault);
    for (const { attempt } of ways) expect(await attempt()).toMatchObject({ connected: true });
  });

  test('a NAF that refuses does not undo the bootstrapping: it is a part of the result', async () => {
    const bench = await startGbaBench({ card, mode });
    bench.network.setFault('naf-refuses');
    const made = await bench.bootstrap();
    expect(made).toMatchObject({
      mode,
      credential: { state: 'valid' },
      naf: { connected: false, error: { code: 'psk.identity-unknown', details: { who: 'naf' } } },
    });
  });

  test('a key that is over: the credential is told as expired, and is not used', async () => {
    const bench = await startGbaBench({ card, mode, lifetime: 2 });
    const { credential, expiresAt } = await bench.bootstrap();
    const isOver = async () =>
      (await bench.call('credentials.list', {})).every(({ state }) => state === 'expired');
    await expect.poll(isOver, { timeout: 5000 }).toBe(true);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
    const naf = { host: '127.0.0.1', port: bench.network.naf.pskPort };
    await expect(
      bench.call('credentials.test', { credential: credential?.id ?? '', naf }),
    ).rejects.toMatchObject({ code: 'credential.expired' });
    expect(await bench.bootstrap()).toMatchObject({ reused: false });
  });
});

/** Nothing reaches the network, and nothing is used up on the card. */
async function refusedBefore(bench: GbaBench, more: Parameters<GbaBench['bootstrap']>[0], code: string) {
  const before = bench.network.bsf.requests;
  await expect(bench.bootstrap(more)).rejects.toMatchObject({ code });
  expect(bench.network.bsf.requests).toBe(before);
}

test('what is in the way is told before anything is sent: a PIN, a card without GBA, another card', async () => {
  const locked = await startGbaBench({ card, seed: 'provisioned' });
  await refusedBefore(locked, {}, 'aka.pin-needed');
  expect(await locked.bootstrap({ pin: { format: 'digits', value: '1234' } })).toMatchObject({
    mode: 'GBA_U',
  });
  await refusedBefore(locked, { iccid: '8900101000000000019' }, 'aka.other-card');
});

test('GBA_U wanted of a card that has none', async () => {
  const plain = await startGbaBench({ card, seed: 't1-card' });
  await refusedBefore(plain, { mode: 'GBA_U' }, 'gba.not-in-card');
});

test('a card without any subscriber', async () => {
  const standalone = await startGbaBench({ card, seed: 'standalone-1m2msm' });
  await refusedBefore(standalone, {}, 'aka.no-application');
});

test('GBA_U forced where the network wants GBA_ME, and the reverse, is a wrong MAC with a hint at the settings', async () => {
  for (const [network, forced] of [
    ['GBA_ME', 'GBA_U'],
    ['GBA_U', 'GBA_ME'],
  ] as const) {
    const bench = await startGbaBench({ card, mode: network });
    await expect(bench.bootstrap({ mode: forced })).rejects.toMatchObject({
      code: 'aka.mac-failure',
      hint: expect.stringContaining(forced),
    });
    await card.remove();
  }
});
