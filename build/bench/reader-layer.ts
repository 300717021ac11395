import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InternalError } from '../../main/base/error.ts';
import { runProgram } from '../../test/support/run-program.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * What an APDU costs through the reader layer, against a C program on the same card in the same virtual reader. Everything that takes
 * part is kept on one processor where `taskset` can: on several the scheduler's choice of processors, which stays the same for the life
 * of a process, makes a difference of three times.
 */
export async function benchReaderLayer(): Promise<{ rows: BenchRow[] }> {
  const measure = [process.execPath, fileURLToPath(new URL('reader-layer-measure.ts', import.meta.url))];
  const pinned = ['taskset', '-c', '0', ...measure];
  const [program = '', ...args] = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? pinned : measure;
  const { code, stdout, stderr } = await runProgram(program, args, process.env, 120_000);
  if (code !== 0)
    throw new InternalError('bench.reader-layer', `The measurement of the reader layer failed:\n${stderr}`, {
      hint: 'It needs pcscd, vsmartcard-vpcd, gcc and libpcsclite-dev.',
    });
  return { rows: JSON.parse(stdout) };
}
