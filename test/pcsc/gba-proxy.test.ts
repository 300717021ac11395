import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardThread } from '../support/card-thread.ts';
import { startGbaBench } from '../support/gba-bench.ts';
import { startHttpProxy } from '../support/http-proxy.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// Behind a proxy nothing but names is needed: the BSF by the one that follows from the card, the NAF by its own.
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

const bsfName = 'bsf.mnc001.mcc001.pub.3gppnetwork.org';
const nafName = 'maf.sp.example.com';

const benchBehind = async (login?: string) => {
  const bench = await startGbaBench({ card });
  const { bsf, naf } = bench.network;
  const proxy = await startHttpProxy({
    routes: {
      [`${bsfName}:80`]: Number(new URL(bsf.url).port),
      [`${nafName}:7443`]: naf.pskPort,
      [`${nafName}:8443`]: naf.digestPort,
    },
    ...(login === undefined ? {} : { login }),
  });
  return { ...bench, proxy };
};

test.each([
  ['a proxy', undefined],
  ['a proxy that wants a login', 'me:it-is-me'],
])('bootstrapping and NAF through %s', async (_, login) => {
  const { bootstrap, proxy, network } = await benchBehind(login);
  const way = { proxy: proxy.url, ca: network.certificate };
  const naf = { host: nafName, port: 7443 };
  const made = await bootstrap({ network: way, naf });
  expect(made).toMatchObject({ mode: 'GBA_U', naf: { connected: true } });
  expect(made.bTid).toContain(`@${bsfName}`);
  const byDigest = { uaProtocol: 'http-digest', naf: { host: nafName, port: 8443 } } as const;
  expect(await bootstrap({ network: way, ...byDigest })).toMatchObject({
    reused: true,
    naf: { connected: true },
  });
  expect(proxy.asked).toContain(`CONNECT ${nafName}:7443`);
  expect(proxy.asked).toContain(`CONNECT ${nafName}:8443`);
  expect(proxy.asked.join(' ')).toContain(bsfName);
});

test('a proxy that refuses is told apart from a server that does', async () => {
  const { bootstrap, proxy } = await benchBehind('me:it-is-me');
  const stranger = proxy.url.replace('me:it-is-me@', '');
  const naf = { host: nafName, port: 7443 };
  await expect(bootstrap({ network: { proxy: stranger }, naf })).rejects.toMatchObject({
    code: 'network.proxy-refused',
    details: { who: 'proxy', status: 407 },
  });
  await expect(
    bootstrap({ network: { proxy: proxy.url, bsf: { url: 'http://elsewhere.example.com/' } }, naf }),
  ).rejects.toMatchObject({ kind: 'network' });
});
