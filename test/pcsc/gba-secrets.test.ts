import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CardThread } from '../support/card-thread.ts';
import { type GbaBench, startGbaBench } from '../support/gba-bench.ts';
import { filesIn, findSecrets, type Secrets, secretsOf, subscriberKeysOf } from '../support/gba-secrets.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// RES, CK, IK, Ks and the keys of NAFs are in nothing that the engine says or keeps: answers, errors, events, traces, log, data folder.
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

const seed = 'usim-prepersonalised';

function secretsNow({ network }: GbaBench): Secrets {
  return secretsOf(network.auc.lastVector!, network.subscribers[0]!, network);
}

/** Everything that was said and kept. */
async function everything(bench: GbaBench) {
  const traces = await bench.call('trace.list', {});
  expect(traces.length).toBeGreaterThan(20);
  expect(JSON.stringify(traces)).toContain('AUTHENTICATE');
  return new Map([...filesIn(bench.folder), ['what the engine said', bench.said.join('\n')]]);
}

test('what is looked for is found where it is: the card itself has it', async () => {
  const bench = await startGbaBench({ card, seed });
  await bench.bootstrap();
  const { gba } = [...(await card.image()).files.values()].flatMap(
    ({ authentication }) => authentication ?? [],
  )[0]!;
  const found = findSecrets(
    secretsNow(bench),
    new Map<string, string | Buffer>([
      ['the card', Buffer.from(gba!.ks)],
      ['a trace', `… ${Buffer.from(gba!.ks).toString('hex').toUpperCase()} …`],
      ['a document', JSON.stringify({ ks: Buffer.from(gba!.ks).toString('base64') })],
    ]),
  );
  expect(found).toEqual(
    expect.arrayContaining(['Ks as bytes in the card', 'Ks as hex in a trace', 'Ks as base64 in a document']),
  );
});

describe.each(['GBA_ME', 'GBA_U'] as const)('%s', (mode) => {
  test('the whole chain leaves no secret anywhere', async () => {
    const bench = await startGbaBench({ card, seed, mode });
    const { network, call, iccid } = bench;
    const reader = card.reader.name;
    const secrets = [subscriberKeysOf(seed)];
    const remember = () => secrets.push(secretsNow(bench));
    const way = { bsf: { url: network.bsf.url }, ca: network.certificate };

    await bench.bootstrap();
    remember();
    await bench.bootstrap({
      network: way,
      uaProtocol: 'http-digest',
      naf: { host: '127.0.0.1', port: network.naf.digestPort },
    });
    network.setFault('bsf-resynchronisation');
    await bench.bootstrap({ reuse: false });
    remember();
    for (const fault of ['bsf-wrong-proof', 'bsf-bad-xml', 'bsf-expired', 'bsf-wrong-autn']) {
      network.setFault(fault);
      await expect(bench.bootstrap({ reuse: false })).rejects.toThrow();
      remember();
    }
    network.setFault('naf-refuses');
    await bench.bootstrap({ reuse: false });
    remember();
    network.setFault('none');
    const challenge = network.operator.challenge(network.subscribers[0]!);
    const answer = await call('gba.offlineAnswer', { reader, iccid, challenge });
    remember();
    await call('gba.offlineComplete', {
      reader,
      pending: answer.pending ?? '',
      completion: await network.operator.answer(answer.document ?? ''),
      target: { kind: 'maf', fqdn: network.naf.fqdn },
      for: { gateway: 'far away' },
    });
    for (const application of ['usim', 'isim'] as const) {
      const challenged = network.auc.vector(network.subscribers[0]!)!;
      remember();
      const [rand, autn] = [challenged.rand, challenged.autn].map((bytes) =>
        Buffer.from(bytes).toString('hex'),
      );
      await call('aka.authenticate', { reader, application, context: '3g', rand, autn });
    }
    await call('card.report', { reader, scope: 'all' });
    await call('gba.readiness', { reader });
    const places = await everything(bench);
    for (const each of secrets) expect(findSecrets(each, places)).toEqual([]);
  });
});
