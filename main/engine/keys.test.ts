import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestEngine } from './testing/test-engine.ts';

const iccid = '8900101000000000191';
const enc = '000102030405060708090a0b0c0d0e0f';
const mac = '101112131415161718191a1b1c1d1e1f';
const dek = '202122232425262728292a2b2c2d2e2f';
const header = 'iccid,adm1,kic1,kid1,ota1_algorithm,gp48_enc,gp48_mac,gp48_dek,gp48_protocol,imsi';
const csv = `${header}\n${iccid},12345678,${enc},${mac},aes,${enc},${mac},${dek},scp03,90170`;
const code = (name: string) => expect.objectContaining({ code: name });

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
  await engine.call('vault.open', { passphrase: 'a long enough one' });
});
afterEach(() => engine.discard());

test('keys come in, are listed, checked with the card and forgotten, and are never told', async () => {
  const trial = await engine.call('keys.import', { format: 'csv', content: csv, trial: true });
  expect(trial).toMatchObject({ stored: false, taken: 3, leftAside: ['imsi'] });
  expect(await engine.call('keys.import', { format: 'csv', content: csv })).toMatchObject({ stored: true });
  const { sets, cards } = await engine.call('keys.list', { iccid });
  expect(sets.map(({ name, keys }) => [name, keys.join()])).toEqual([
    ['OTA 1', 'KIc,KID'],
    ['SCP03 48', 'ENC,MAC,DEK'],
  ]);
  expect(cards).toEqual([{ iccid, names: ['ADM1'] }]);

  const { reader } = await engine.call('simulator.add', { seed: 'issuer-keys' });
  expect((await engine.call('keys.check', { reader })).map(({ set, card }) => [set.name, card])).toEqual([
    ['OTA 1', 'cannot-tell'],
    ['SCP03 48', 'right'],
  ]);
  expect(await engine.call('keys.check', { set: 'SCP03 48' })).toMatchObject([{ stored: 'no-check-value' }]);

  const [ota] = sets;
  const set = ota?.id ?? '';
  const raised = await engine.call('keys.raiseCounter', { set, iccid, simulated: false, counter: 7 });
  expect(raised).toMatchObject({ name: 'OTA 1', counter: 7 });
  await expect(
    engine.call('keys.raiseCounter', { set, iccid, simulated: false, counter: 6 }),
  ).rejects.toThrow(code('keys.counter-lower'));
  expect((await engine.call('keys.list', { iccid, simulated: true })).sets[0]?.counter).toBeUndefined();

  await engine.call('keys.forget', { set });
  await expect(engine.call('keys.forget', { set })).rejects.toThrow(code('keys.no-such-set'));
  expect((await engine.call('keys.list', {})).sets.map(({ name }) => name)).toEqual(['SCP03 48']);

  const said = engine.said.join('\n');
  for (const secret of [enc, mac, dek, '12345678']) expect(said).not.toContain(secret);
  const audit = await engine.call('audit.list', {});
  expect(audit.map(({ what }) => what)).toContain(
    'Of a file of keys 3 keys and key sets were stored, 0 refused; cards and IINs in it: 1.',
  );
});

test('a refused file is told item by item, a file that is none as an error', async () => {
  const bad = `iccid,adm1\n${iccid},123\n8900101000000000183,12345678`;
  const report = await engine.call('keys.import', { format: 'csv', content: bad });
  expect(report).toMatchObject({ stored: false, taken: 0, refused: 1, owners: 2 });
  expect(report.items.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
    ['refused', 'keys.digits-lost'],
    ['not-taken', undefined],
  ]);
  for (const format of ['json', 'jwe'] as const)
    await expect(engine.call('keys.import', { format, content: bad })).rejects.toThrow(
      expect.objectContaining({ kind: 'input' }),
    );
  expect(await engine.call('keys.list', {})).toEqual({ sets: [], cards: [] });
});

test('while the vault is locked keys are listed and nothing is taken', async () => {
  await engine.call('keys.import', { format: 'csv', content: csv });
  const { jwk, thumbprint } = await engine.call('keys.stationKey', {});
  expect(jwk).toMatchObject({ kty: 'EC', crv: 'P-256', kid: thumbprint });
  await engine.call('vault.lock', {});
  const { sets } = await engine.call('keys.list', {});
  expect(sets.map(({ problem }) => problem?.code)).toEqual(['vault.locked', 'vault.locked']);
  const refused = code('vault.locked');
  await expect(engine.call('keys.import', { format: 'csv', content: csv })).rejects.toThrow(refused);
  await expect(engine.call('keys.stationKey', {})).rejects.toThrow(refused);
});

test('keys of an imported ADM are those that a plan presents', async () => {
  await engine.call('keys.import', { format: 'csv', content: `iccid,adm1\n8900101000000000019,12345678` });
  const { reader } = await engine.call('simulator.add', { seed: 'usim-prepersonalised' });
  const plan = await engine.call('plan.make', {
    reader,
    profile: 'access-network',
    values: { 'subscription-id': 'sub-1', 'service-provider-id': '//sp.example.com' },
  });
  expect(plan.keys).toMatchObject([{ name: 'ADM1', stored: true }]);
  const receipt = await engine.call('plan.apply', { plan: plan.id, iccid: plan.iccid, keys: {} });
  expect(receipt.result).toBe('verified');
});
