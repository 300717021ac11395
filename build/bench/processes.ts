import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { InternalError } from '../../main/base/error.ts';
import type { BenchRow } from './reader-layer.ts';
import { cli, type Stage } from './stage.ts';
import { median } from './statistics.ts';

/** Wall time of `cardwright card report` from a cold process, the code cache of Node warm as it is from the second run on. */
export function benchColdStart(stage: Stage): BenchRow[] {
  const run = (...args: string[]): number => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [cli, ...args], {
      env: stage.env,
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new InternalError('bench.cli', `cardwright ${args.join(' ')}: ${stderr}`, {
        hint: 'Run it by hand.',
      });
    return performance.now() - started;
  };
  const reports: number[] = [];
  const versions: number[] = [];
  run('card', 'report');
  for (let i = 0; i < 7; i++) {
    reports.push(run('card', 'report'));
    versions.push(run('--version'));
  }
  return [
    { name: 'CLI, cold “card report”', value: median(reports), unit: 'ms' },
    { name: 'CLI, cold “--version”', value: median(versions), unit: 'ms' },
  ];
}

/** Resident memory of a station that has identified the card in its reader (Linux). */
export async function benchMemory(stage: Stage): Promise<BenchRow[]> {
  const station = spawn(process.execPath, [cli, 'serve', '--port', '0', '--json'], {
    env: stage.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => createInterface(station.stdout).once('line', resolve));
  await sleep(2_000);
  const status = readFileSync(`/proc/${station.pid}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  const ended = new Promise((resolve) => station.once('exit', resolve));
  station.kill('SIGTERM');
  await ended;
  return [{ name: 'station with engine, resident memory', value: kilobytes / 1024, unit: 'MiB' }];
}
