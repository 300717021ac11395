import { exportJWK, generateKeyPair } from 'jose';
import type { TestEngine } from './test-engine.ts';

const iccid = '8900101000000000019';

/** Asks every call of GBA, credentials and the lab network once; the vault has to be open. */
export async function answerGbaCalls(engine: TestEngine, reader: string): Promise<void> {
  const { network } = await engine.call('lab.network', { running: true });
  const { bsf, naf, subscribers } = network;
  const at = { host: naf?.host ?? '', port: naf?.pskPort ?? 0 };
  const target = { kind: 'maf', fqdn: naf?.fqdn ?? '' } as const;
  await engine.call('gba.readiness', { reader });
  const made = await engine.call('gba.bootstrap', {
    reader,
    iccid,
    network: { bsf: { url: bsf?.url } },
    target,
    for: { gateway: 'gw-1' },
  });
  const credential = made.credential?.id ?? '';
  await engine.call('credentials.list', {});
  await engine.call('credentials.test', { credential, naf: at });
  const { publicKey } = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const recipient = JSON.stringify(await exportJWK(publicKey));
  await engine.call('credentials.export', { credential, recipient });
  await engine.call('credentials.forget', { credential });

  const offline = { step: 'challenge', impi: subscribers[0] ?? '' } as const;
  const { document: challenge = '' } = await engine.call('lab.network', { offline });
  const answer = await engine.call('gba.offlineAnswer', { reader, iccid, challenge });
  const { document: completion = '' } = await engine.call('lab.network', {
    offline: { step: 'completion', answer: answer.document ?? '' },
  });
  const pending = answer.pending ?? '';
  await engine.call('gba.offlineComplete', { reader, pending, completion, target, for: { gateway: 'gw-2' } });
  const next = await engine.call('lab.network', { offline });
  await engine.call('gba.offlineAnswer', { reader, iccid, challenge: next.document ?? '' });
  const [waits] = await engine.call('gba.offlineWaiting', {});
  await engine.call('gba.offlineForget', { pending: waits?.pending ?? '' });
  await engine.call('lab.network', { running: false });
}
