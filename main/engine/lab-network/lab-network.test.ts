import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestEngine } from '../testing/test-engine.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.discard());

const impi = '001010123456789@ims.mnc001.mcc001.3gppnetwork.org';

test('off until it is started, and gone with the engine', async () => {
  const { network: off } = await engine.call('lab.network', {});
  expect(off).toMatchObject({ running: false, fault: 'none', subscribers: [] });
  expect(off.faults).toEqual(expect.arrayContaining(['none', 'bsf-wrong-autn', 'naf-refuses']));
  const { network } = await engine.call('lab.network', { running: true });
  expect(network.subscribers).toContain(impi);
  expect(network.bsf?.fqdn).toBe('bsf.mnc001.mcc001.pub.3gppnetwork.org');
  expect(network.naf).toMatchObject({ fqdn: 'maf.sp.example.com', suite: 'PSK-AES128-CBC-SHA256' });
  expect(network.ca).toContain('BEGIN CERTIFICATE');
  const url = network.bsf?.url ?? '';
  expect((await fetch(url)).status).toBe(400);
  // Started once; with settings, anew.
  expect((await engine.call('lab.network', { running: true })).network.bsf?.url).toBe(url);
  const { network: again } = await engine.call('lab.network', { settings: { lifetime: 60, qop: 'auth' } });
  await expect(fetch(url)).rejects.toThrow();
  await engine.engine.close();
  await expect(fetch(again.bsf?.url ?? '')).rejects.toThrow();
});

test('faults by name, until they are taken back', async () => {
  const { network } = await engine.call('lab.network', { running: true, fault: 'bsf-failure' });
  const ask = async () => (await fetch(network.bsf?.url ?? '')).status;
  expect(network.fault).toBe('bsf-failure');
  expect(await ask()).toBe(500);
  await engine.call('lab.network', { fault: 'naf-cut' });
  expect(await ask()).toBe(400);
  await expect(engine.call('lab.network', { fault: 'bsf-rain' })).rejects.toMatchObject({
    code: 'lab.network-fault',
    hint: expect.stringContaining('bsf-wrong-autn'),
  });
  const { network: well } = await engine.call('lab.network', { fault: 'none' });
  expect(well.fault).toBe('none');
});

test('what needs it says that it is off', async () => {
  const off = { code: 'lab.network-off' };
  await expect(engine.call('lab.network', { fault: 'none' })).rejects.toMatchObject(off);
  const offline = { step: 'challenge', impi } as const;
  await expect(engine.call('lab.network', { offline })).rejects.toMatchObject(off);
  await engine.call('lab.network', { running: true });
  const { document } = await engine.call('lab.network', { offline });
  expect(JSON.parse(document ?? '')).toMatchObject({ format: 'gba-challenge', impi });
  await engine.call('lab.network', { running: false });
  await expect(engine.call('lab.network', { offline })).rejects.toMatchObject(off);
});

test('a simulated card is bootstrapped with it, and known to its NAF', async () => {
  const { reader } = await engine.call('simulator.add', { seed: 'usim-prepersonalised' });
  const { bsf, naf } = (await engine.call('lab.network', { running: true })).network;
  const made = await engine.call('gba.bootstrap', {
    reader,
    iccid: '8900101000000000019',
    network: { bsf: { url: bsf?.url } },
    target: { kind: 'maf', fqdn: naf?.fqdn ?? '' },
    naf: { host: naf?.host ?? '', port: naf?.pskPort ?? 0 },
  });
  expect(made).toMatchObject({ mode: 'GBA_U', naf: { connected: true } });
  expect(engine.told.filter(({ event }) => event === 'sequence.message').length).toBeGreaterThan(6);
});

test('a host without the simulator has none', async () => {
  const plain = await TestEngine.start({ simulator: false });
  await expect(plain.call('lab.network', { running: true })).rejects.toMatchObject({ code: 'simulator.off' });
  await plain.discard();
});
