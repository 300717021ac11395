import { describe, expect, test } from 'vitest';
import { formatPath, parsePath } from '../../card/path.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardFiles } from '../card-files.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { readApplicationIdentifiers } from './application-identifiers.ts';
import { selectLastModule, selectModule } from './application-selection.ts';
import { readMefAddresses } from './mef-addresses.ts';
import { discoverServices } from './service-discovery.ts';
import { readServiceProvisioning } from './service-provisioning.ts';
import { terminateModuleSession } from './session-termination.ts';

const usim = 'a0000000871002ff49ff058903000001';
const home = parsePath(`${usim}/5F50`);

async function filesOf(seed: string) {
  const link = countingLink(await connectUicc(createUicc({ image: loadSeed(seed).image })));
  return { files: new CardFiles(new CardSession(link)), link };
}

describe('the procedures of TS-0003 D.2.2', () => {
  test('D.2.2.1: the last selected 1M2MSM survives a power-off', async () => {
    const uicc = createUicc({ image: loadSeed('two-modules').image });
    const second = 'a0000006451002ff49ff058900000102';
    const fresh = async () => new CardFiles(new CardSession(await connectUicc(uicc)));
    await expect(selectLastModule(await fresh())).rejects.toMatchObject({ code: 'file.not-found' });
    expect(formatPath(await selectModule(await fresh(), second))).toBe(second);
    await uicc.powerOff();
    expect(formatPath(await selectLastModule(await fresh()))).toBe(second);
  });

  test('D.2.2.2: the application is told before its session ends', async () => {
    const { files, link } = await filesOf('standalone-1m2msm');
    const aid = 'a0000006451002ff49ff058900000101';
    await selectModule(files, aid);
    const before = link.sent.length;
    await terminateModuleSession(files, aid);
    expect(link.sent.slice(before, before + 2).map((command) => command.slice(0, 8))).toEqual([
      '80f2020c',
      '00a40444',
    ]);
  });

  test('D.2.2.3 to D.2.2.6: a device reads what the card announces', async () => {
    const { files } = await filesOf('provisioned');
    const services = await discoverServices(files, home);
    expect([...services]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await readServiceProvisioning(files, home, services)).toEqual({
      subscriptionId: 'sub-0001',
      serviceProviderId: '//sp.example.com',
      nodeId: 'urn:gsma:imei:90420156-025763-0',
      cseId: '//sp.example.com/cse-gw1',
      inCseIds: ['//sp.example.com/in-cse'],
      mafFqdn: 'maf.example.com',
    });
    expect(await readApplicationIdentifiers(files, home, services)).toEqual(['S0190-sensor', 'S0190-meter']);
    expect(await readMefAddresses(files, home, services)).toEqual(['mef.example.com', '192.0.2.1']);
  });

  test('what is not announced is not read', async () => {
    const { files, link } = await filesOf('usim-prepersonalised');
    const services = await discoverServices(files, home);
    expect(services.size).toBe(0);
    expect(await readServiceProvisioning(files, home, services)).toEqual({ inCseIds: [] });
    const before = link.sent.length;
    await expect(readMefAddresses(files, home, services)).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    await expect(readApplicationIdentifiers(files, home, services)).rejects.toMatchObject({
      clause: 'oneM2M TS-0003 D.2.2.5',
    });
    expect(link.sent).toHaveLength(before);
  });

  test('a malformed value is an error, not a guess', async () => {
    const { files } = await filesOf('faulty-onem2m');
    const services = await discoverServices(files, home);
    await expect(readServiceProvisioning(files, home, services)).rejects.toMatchObject({
      code: 'file.malformed',
    });
  });
});
