import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runProgram } from '../support/run-program.ts';

const program = new URL('programs/print-service.ts', import.meta.url);
const directory = mkdtempSync(join(tmpdir(), 'cw-no-service-'));
const socket = join(directory, 'pcscd.comm');

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function told(): Promise<string[]> {
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: socket };
  const { stdout, stderr } = await runProgram(program, [], env);
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

test('no pcscd', async () => {
  expect(await told()).toEqual(['not-running reader.service-not-running', 'reader.service-not-running']);
});

test('a pcscd that refuses this user, as polkit has it do: it closes the connection unread', async () => {
  const server: Server = createServer({ pauseOnConnect: true }, (connection) => {
    setTimeout(() => connection.destroy(), 50);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  expect(await told()).toEqual(['no-permission reader.no-permission', 'reader.no-permission']);
  await new Promise((resolve) => server.close(resolve));
});
