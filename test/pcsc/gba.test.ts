import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { encodeNafId } from '../../main/auth/gba/naf-id.ts';
import { deriveKsIntNaf, ksOfAka } from '../../main/auth/gba/naf-key.ts';
import { toHex } from '../../main/base/bytes.ts';
import { startLabNetwork } from '../../main/lab/network/lab-network.ts';
import { labNafProtocols } from '../../main/lab/network/naf.ts';
import type { CardAuthentication, CardImage } from '../../main/lab/uicc/os/image.ts';
import { CardThread } from '../support/card-thread.ts';
import { type GbaBench, startGbaBench } from '../support/gba-bench.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// The whole chain on the real PC/SC stack: card, BSF, NAF, TLS-PSK, and the credential kept for a gateway.
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

const usim = 'a0000000871002ff49ff058903000001';
const isim = 'a0000000871004ff49ff058903000001';

/** Values of the records of a file that are not empty, as the engine reads them over PC/SC. */
async function valuesOf({ call, card: { reader } }: GbaBench, path: string): Promise<readonly unknown[]> {
  const { contents } = await call('card.read', { reader: reader.name, path });
  return contents.flatMap(({ state, value }) => (state === 'value' ? [value] : []));
}

/** What the card keeps of the subscriber and never gives out. */
function secretsIn({ files }: CardImage, aid: string): CardAuthentication {
  const adf = [...files.values()].find(({ header }) => header.aid !== undefined && toHex(header.aid) === aid);
  return adf!.authentication!;
}

/** The arrows of the last operation, `from>to`. */
const arrows = ({ said }: GbaBench): readonly string[] =>
  said.flatMap((line) => {
    const found = /"event":"sequence\.message".*"from":"(\w+)","to":"(\w+)"/.exec(line);
    return found === null ? [] : [`${found[1]}>${found[2]}`];
  });

describe.each([
  ['usim', 'usim-prepersonalised', usim],
  ['isim', 'usim-prepersonalised', isim],
  ['usim', 'two-modules', usim],
] as const)('GBA_U on the %s of %s', (application, seed, aid) => {
  test('Ks stays in the card, the NAF derivation is noted there, and the NAF takes the key', async () => {
    const bench = await startGbaBench({ card, seed });
    const { network, call } = bench;
    const made = await bench.bootstrap({ application });
    expect(made).toMatchObject({
      iccid: bench.iccid,
      mode: 'GBA_U',
      reused: false,
      naf: { connected: true, protocol: 'TLSv1.2', suite: 'PSK-AES128-CBC-SHA256' },
      credential: {
        gateway: 'gateway-1',
        kind: 'Km',
        nafFqdn: network.naf.fqdn,
        mode: 'GBA_U',
        state: 'valid',
      },
    });

    // What the card noted, read from it over PC/SC.
    const { bTid, expiresAt } = made;
    const uaProtocol = labNafProtocols.psk;
    expect(await valuesOf(bench, `${aid}/${application === 'usim' ? '6fd6' : '6fd5'}`)).toEqual([
      {
        rand: toHex(network.auc.lastVector!.rand),
        bTid,
        lifetime: new Date(expiresAt).toISOString().replace('.000Z', 'Z'),
      },
    ]);
    expect(await valuesOf(bench, `${aid}/${application === 'usim' ? '6fda' : '6fd7'}`)).toEqual([
      { fqdn: network.naf.fqdn, uaProtocol, bTid },
    ]);

    // What it keeps for itself: Ks of this challenge, and the key of the NAF that no command gives out.
    const { ck, ik, rand } = network.auc.lastVector!;
    const ks = ksOfAka(ck, ik);
    const { gba } = secretsIn(await card.image(), aid);
    expect(toHex(gba!.ks)).toBe(toHex(ks));
    const nafId = encodeNafId({ fqdn: network.naf.fqdn, uaProtocol });
    expect(gba!.nafKeys.map(({ ksIntNaf }) => toHex(ksIntNaf))).toEqual([
      toHex(deriveKsIntNaf(ks, { rand, impi: made.impi, nafId })),
    ]);

    // Kept: it can be tried again, by handshake, and after a look at the list.
    const [kept] = await call('credentials.list', {});
    expect(kept).toEqual(made.credential);
    const naf = { host: '127.0.0.1', port: network.naf.pskPort };
    expect(await call('credentials.test', { credential: kept!.id, naf })).toMatchObject({ connected: true });
  });
});

describe('GBA_ME', () => {
  test.each([
    ['where the security settings want it', 'usim-prepersonalised', 'GBA_ME'],
    ['with a card that has no GBA of its own, over T=1', 't1-card', undefined],
  ] as const)('%s', async (_, seed, mode) => {
    const bench = await startGbaBench({ card, seed, ...(mode === undefined ? {} : { mode }) });
    const made = await bench.bootstrap();
    expect(made).toMatchObject({ mode: 'GBA_ME', naf: { connected: true }, credential: { mode: 'GBA_ME' } });
    const authentication = secretsIn(await card.image(), usim);
    expect(authentication.gba).toBeUndefined();
    expect(arrows(bench)).toContain('naf>device');
  });

  test('AKAv2 and qop auth-int', async () => {
    const bench = await startGbaBench({ card, mode: 'GBA_ME', digest: 'AKAv2-MD5' });
    expect(await bench.bootstrap()).toMatchObject({ mode: 'GBA_ME', naf: { connected: true } });
  });
});

describe.each(['GBA_ME', 'GBA_U'] as const)('%s', (mode) => {
  test('resynchronisation: AUTS goes to the network, and the next challenge fits', async () => {
    const bench = await startGbaBench({ card, mode });
    bench.network.setFault('bsf-resynchronisation');
    expect(await bench.bootstrap()).toMatchObject({ mode, naf: { connected: true } });
    expect(bench.said.join()).toContain('GET with AUTS');
  });

  test('a bootstrapping that is valid is used again, with another NAF key, and without the BSF', async () => {
    const bench = await startGbaBench({ card, mode });
    const first = await bench.bootstrap();
    const { requests } = bench.network.bsf;
    const again = await bench.bootstrap({ for: { gateway: 'gateway-2' } });
    expect(again).toMatchObject({ reused: true, bTid: first.bTid, naf: { connected: true } });
    expect(bench.network.bsf.requests).toBe(requests);
    const anew = await bench.bootstrap({ reuse: false });
    expect(anew).toMatchObject({ reused: false, naf: { connected: true } });
    expect(anew.bTid).not.toBe(first.bTid);
    expect(await bench.call('credentials.list', {})).toHaveLength(3);
  });

  test('HTTP Digest on Ua, over IPv6 to the BSF, for a CSE', async () => {
    const bench = await startGbaBench({ card, mode });
    const { network } = bench;
    const made = await bench.bootstrap({
      network: { bsf: { url: network.bsf.url6 }, ca: network.certificate },
      target: { kind: 'cse', cseId: '//sp.example.com/maf' },
      uaProtocol: 'http-digest',
      naf: { host: '127.0.0.1', port: network.naf.digestPort },
    });
    expect(made).toMatchObject({
      mode,
      naf: { connected: true },
      credential: { kind: 'Kpsa', nafFqdn: network.naf.fqdn },
    });
  });

  test('Ub over TLS, with the certificate of the lab and without', async () => {
    const bench = await startGbaBench({ card, mode });
    const { network } = bench;
    const bsf = { url: network.bsf.secureUrl ?? '' };
    expect(await bench.bootstrap({ network: { bsf, ca: network.certificate } })).toMatchObject({ mode });
    await expect(bench.bootstrap({ network: { bsf }, reuse: false })).rejects.toMatchObject({
      code: 'network.certificate',
    });
  });

  test('without a network: a challenge carried in, the sealed answer out, the completion in', async () => {
    const bench = await startGbaBench({ card, mode });
    const { network, call, iccid } = bench;
    const reader = card.reader.name;
    const [impi = ''] = network.subscribers;
    const challenge = network.operator.challenge(impi);
    const answer = await call('gba.offlineAnswer', { reader, iccid, challenge });
    expect(answer).toMatchObject({ outcome: 'response', mode });
    const completion = await network.operator.answer(answer.document ?? '');
    const target = { kind: 'maf', fqdn: network.naf.fqdn } as const;
    const made = await call('gba.offlineComplete', {
      reader,
      pending: answer.pending ?? '',
      completion,
      target,
      for: { gateway: 'far away' },
    });
    const naf = { host: '127.0.0.1', port: network.naf.pskPort };
    const credential = made.credential?.id ?? '';
    expect(await call('credentials.test', { credential, naf })).toMatchObject({ connected: true });
    expect(network.bsf.requests).toBe(0);
  });
});

test('the next bootstrapping goes by the TMPI, and by the IMPI where the server does not know that', async () => {
  const bench = await startGbaBench({ card, mode: 'GBA_ME' });
  await bench.bootstrap();
  const before = bench.said.length;
  expect(await bench.bootstrap({ reuse: false })).toMatchObject({ naf: { connected: true } });
  const said = bench.said.slice(before).filter((line) => line.includes('sequence.message'));
  expect(said[0]).toContain('@tmpi.bsf.3gppnetwork.org');
  // Another BSF of the same name.
  const other = await startLabNetwork({ mode: 'GBA_ME' });
  onTestFinished(() => other.close());
  const made = await bench.bootstrap({
    reuse: false,
    network: { bsf: { url: other.bsf.url } },
    naf: { host: '127.0.0.1', port: other.naf.pskPort },
  });
  expect(made).toMatchObject({ reused: false, naf: { connected: true } });
  expect(other.bsf.requests).toBe(3);
});

test('the identity in TLS as 3GPP writes it', async () => {
  const bench = await startGbaBench({ card });
  const naf = { host: '127.0.0.1', port: bench.network.naf.pskPort, identity: '3gpp' } as const;
  expect(await bench.bootstrap({ naf })).toMatchObject({ naf: { connected: true } });
});

test.each(['GBA_ME', 'GBA_U'] as const)(
  '%s: a BSF that offers no more than qop auth is taken',
  async (mode) => {
    const bench = await startGbaBench({ card, mode, qop: 'auth' });
    expect(await bench.bootstrap()).toMatchObject({ mode, naf: { connected: true } });
  },
);

test('the network of the lab in the engine, for the card in the reader', async () => {
  const { call, bootstrap } = await startGbaBench({ card });
  const { network } = await call('lab.network', { running: true });
  const { bsf, naf } = network;
  const made = await bootstrap({
    network: { bsf: { url: bsf?.url } },
    target: { kind: 'maf', fqdn: naf?.fqdn ?? '' },
    naf: { host: naf?.host ?? '', port: naf?.pskPort ?? 0 },
  });
  expect(made).toMatchObject({ mode: 'GBA_U', naf: { connected: true } });
  expect(made.bTid).toContain(bsf?.fqdn);
});
