import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import { withThreadPool } from '../../native/pcsc/threadpool.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { snapshotWith } from '../support/snapshots.ts';
import { ScriptedCard } from './scripted-card.ts';

const count = 8;
const program = new URL('programs/parallel-exchanges.ts', import.meta.url);
let pcscd: Pcscd;
let links: VpcdLink[];
let waiting: (() => void)[];

/** No card answers before all of them have been asked: readers that wait for each other never get an answer. */
async function answerTogether(): Promise<Uint8Array> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    if (waiting.length === count) for (const answer of waiting) answer();
  });
  return Uint8Array.of(0x42, 0x90, 0);
}

beforeAll(async () => {
  pcscd = await startPcscd(count);
  links = pcscd.readers.map((reader) =>
    serveVpcd({ device: new ScriptedCard({ '00b0': answerTogether }), port: reader.port }),
  );
  const port = createPcscPort();
  await snapshotWith(
    port,
    ({ readers }) => readers.length === count && readers.every((reader) => reader.state === 'card'),
  );
  await port.close();
});

afterAll(async () => {
  await Promise.all(links.map((link) => link.close()));
  await pcscd.dispose();
});

const names = () => pcscd.readers.map((reader) => reader.name);

test('eight readers work at the same time', async () => {
  waiting = [];
  const { code, stdout, stderr } = await runProgram(program, names(), withThreadPool(pcscd.env));
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(Array.from({ length: count }, () => '429000'));
  expect(code).toBe(0);
});

test('with the usual four threads they cannot, which is what the pool is for', async () => {
  waiting = [];
  const env = { ...pcscd.env, UV_THREADPOOL_SIZE: '4' };
  // It prints what it got and is then killed: a process cannot end while cards owe it answers.
  const { stdout } = await runProgram(program, names(), env, 8_000);
  expect(JSON.parse(stdout)).toContain('card.no-answer');
  expect(waiting.length).toBeLessThan(count);
});
