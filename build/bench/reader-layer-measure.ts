// Started by reader-layer.ts; prints the rows as JSON.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromHex } from '../../main/base/bytes.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderPort } from '../../native/reader-port.ts';
import { startPcscd } from '../../test/support/pcscd.ts';
import { readerIs } from '../../test/support/snapshots.ts';
import type { BenchRow } from './reader-layer.ts';
import { median } from './statistics.ts';

/** READ BINARY of 16 bytes. */
const apdu = '00b0000010';
const rounds = 25;
const exchangesPerRound = 400;
/** The first exchanges of a round are not counted: both programs have their caches to fill. */
const warmUp = 100;

/**
 * Both programs take turns in short rounds, so that a busy machine is busy for both. The figure of each is the median of the medians of
 * its rounds, and how they compare is the median of the rounds' quotients: a machine that changes its pace between two rounds does not
 * show.
 */
async function measure(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'cardwright-bench-'));
  const program = compile(directory);
  const pcscd = await startPcscd(1);
  const { name, port: tcpPort } = pcscd.readers[0]!;
  const card = spawn(process.execPath, [beside('echo-card.ts'), String(tcpPort)], { stdio: 'inherit' });
  const port = createPcscPort();
  const layer: number[] = [];
  const plain: number[] = [];
  try {
    await readerIs(port, name, 'card');
    for (let round = 0; round < rounds; round++) {
      plain.push(runC(program, name));
      layer.push(await runLayer(port, name));
    }
  } finally {
    await port.close();
    card.kill('SIGTERM');
    await new Promise((resolve) => card.once('exit', resolve));
    await pcscd.dispose();
    rmSync(directory, { recursive: true });
  }
  const quotients = layer.map((ours, round) => ours / plain[round]!);
  return [
    { name: 'APDU, C program against PC/SC', value: median(plain), unit: 'µs' },
    { name: 'APDU, reader layer', value: median(layer), unit: 'µs' },
    { name: 'reader layer against C', value: median(quotients), unit: 'times' },
  ];
}

function compile(directory: string): string {
  const program = join(directory, 'pcsc-apdu');
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'libpcsclite'], { encoding: 'utf8' });
  execFileSync('gcc', ['-O2', '-o', program, beside('pcsc-apdu.c'), ...flags.trim().split(/\s+/)]);
  return program;
}

function runC(program: string, reader: string): number {
  const count = String(warmUp + exchangesPerRound);
  const printed = execFileSync(program, [reader, count, apdu], { encoding: 'utf8' });
  return median(printed.trim().split('\n').map(Number).slice(warmUp));
}

async function runLayer(port: ReaderPort, reader: string): Promise<number> {
  const connection = await port.connect(reader);
  const command = fromHex(apdu);
  const context = { name: 'READ BINARY', sensitive: 'none' } as const;
  const times: number[] = [];
  for (let i = 0; i < warmUp + exchangesPerRound; i++) {
    const before = process.hrtime.bigint();
    await connection.exchange(command, context);
    times.push(Number(process.hrtime.bigint() - before) / 1_000);
  }
  await connection.close('leave');
  return median(times.slice(warmUp));
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

console.log(JSON.stringify(await measure()));
