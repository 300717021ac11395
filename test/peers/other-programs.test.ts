import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { ScriptedCard } from '../pcsc/scripted-card.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { readerIs } from '../support/snapshots.ts';

// A card in a virtual reader is a card to every program of the machine.
const full = '5a'.repeat(256);
let pcscd: Pcscd;
let link: VpcdLink;
let name: string;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  name = pcscd.readers[0]!.name;
  const device = new ScriptedCard({
    '00a40004023f00': '611e',
    '00c000001e': `${'11'.repeat(30)}9000`,
    '00b0': `${full}9000`,
  });
  link = serveVpcd({ device, port: pcscd.readers[0]!.port });
  const port = createPcscPort();
  await readerIs(port, name, 'card');
  await port.close();
});

afterAll(async () => {
  await link.close();
  await pcscd.dispose();
});

test('pcsc_scan lists the reader', async () => {
  const { stdout } = await runProgram('pcsc_scan', ['-r'], pcscd.env);
  expect(stdout).toContain(`0: ${name}`);
});

test('opensc-tool lists the reader with its card and shows the ATR', async () => {
  const list = await runProgram('opensc-tool', ['-l'], pcscd.env);
  expect(list.stdout).toMatch(new RegExp(`0\\s+Yes\\s+${name}`));
  const { stdout } = await runProgram('opensc-tool', ['-r', name, '-a'], pcscd.env);
  expect(stdout.trim()).toBe('3b:9f:96:80:3f:c7:a0:80:31:e0:73:fe:21:1b:63:e2:06:a8:07:83:0f:90:00:b1');
});

test('opensc-tool exchanges commands, fetches what 61xx announces, and repeats with what 6Cxx says', async () => {
  const { stdout, code } = await runProgram(
    'opensc-tool',
    ['-r', name, '-s', '00A40004023F00', '-s', '00B0000000'],
    pcscd.env,
  );
  expect(code).toBe(0);
  expect(stdout.match(/SW1=0x90, SW2=0x00/g)).toHaveLength(2);
  expect(stdout.match(/5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A 5A/g)).toHaveLength(16);
});
