import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { readerIs } from '../support/snapshots.ts';
import { ScriptedCard } from './scripted-card.ts';

const program = new URL('programs/use-and-leave.ts', import.meta.url);
const card = new ScriptedCard();
let pcscd: Pcscd;
let link: VpcdLink;
let name: string;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  name = pcscd.readers[0]!.name;
  link = serveVpcd({ device: card, port: pcscd.readers[0]!.port });
  const port = createPcscPort();
  await readerIs(port, name, 'card');
  await port.close();
});

afterAll(async () => {
  await link.close();
  await pcscd.dispose();
});

test.each(['at once', 'connected', 'unwatched'])('a process ends by itself: %s', async (how) => {
  expect(await runProgram(program, [name, how], pcscd.env, 5_000)).toMatchObject({ code: 0, stderr: '' });
});

test('closing the port takes the power from a card that was left connected', () => {
  expect(card.log.slice(-2)).toEqual(['off', 'cold']);
});

test('a process ends by itself when there is no service', async () => {
  const env = { ...pcscd.env, PCSCLITE_CSOCK_NAME: '/nonexistent/pcscd.comm' };
  const { code, stdout } = await runProgram(program, [name, 'unwatched'], env, 5_000);
  expect(code).toBe(0);
  expect(stdout).toBe('');
});
