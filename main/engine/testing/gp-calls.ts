import { expect } from 'vitest';
import { issuerKeys } from '../../procedures/testing/issuer-card.ts';
import type { TestEngine } from './test-engine.ts';

/** A card of its own is looked at, gets a new key set, and is managed with it. The vault is open. */
export async function answerGpCalls(engine: TestEngine): Promise<void> {
  const { reader } = await engine.call('simulator.add', { seed: 'issuer-keys' });
  const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');
  const { enc, mac, dek } = issuerKeys.scp03;
  const keys = { kind: 'typed', version: 48, enc: hex(enc), mac: hex(mac), dek: hex(dek) } as const;
  const { iccid, sets } = await engine.call('gp.info', { reader });
  expect(sets).toEqual([]);
  expect(await engine.call('gp.list', { reader, keys })).toHaveLength(1);
  const change = {
    kind: 'put-key',
    use: 'globalplatform',
    replaces: 48,
    version: 48,
    algorithm: 'aes-128',
  } as const;
  const plan = await engine.call('gp.plan', { reader, keys, change });
  const result = await engine.call('gp.apply', { reader, plan: plan.id, iccid: iccid ?? '' });
  expect(result).toMatchObject({ result: 'verified' });
  const stored = { kind: 'stored', set: 'SCP03 48' } as const;
  expect(await engine.call('gp.list', { reader, keys: stored })).toHaveLength(1);
  await engine.call('simulator.remove', { reader });
  for (const key of [enc, mac, dek]) expect(engine.said.join('\n')).not.toContain(hex(key));
}
