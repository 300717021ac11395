import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { outliveReaders } from './closed-pipe.ts';

test('a reader of our output that goes early is no defect', async () => {
  const program = new URL('./cardwright.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, 'gba', 'bootstrap', '--help'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const [code] = await once(child, 'close');
  expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
});

test('other trouble with the output is not swallowed', () => {
  const stream = new PassThrough();
  outliveReaders([stream]);
  const full = Object.assign(new TypeError('no space'), { code: 'ENOSPC' });
  expect(() => stream.emit('error', full)).toThrow('no space');
  expect(() => stream.emit('error', Object.assign(new TypeError('gone'), { code: 'EPIPE' }))).not.toThrow();
});
