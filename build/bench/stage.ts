import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import { startPcscd } from '../../test/support/pcscd.ts';
import { readerIs } from '../../test/support/snapshots.ts';

export const cli = fileURLToPath(new URL('../../main/cli/cardwright.ts', import.meta.url));

/** A pcscd with one virtual reader, a software card in a process of its own in it, and a folder for stores and images. */
export interface Stage {
  readonly reader: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Puts a fresh card of the seed into the reader, in place of the one before. */
  insert(seed: string): Promise<void>;
  dispose(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-bench-'));
  const pcscd = await startPcscd(1);
  const { name, port } = pcscd.readers[0]!;
  let card: ChildProcess | undefined;
  const remove = async (): Promise<void> => {
    const gone = card;
    card = undefined;
    if (gone === undefined) return;
    const ended = new Promise((resolve) => gone.once('exit', resolve));
    gone.kill('SIGTERM');
    await ended;
    await until(name, 'empty');
  };
  return {
    reader: name,
    folder,
    env: { ...pcscd.env, CARDWRIGHT_HOME: join(folder, 'home'), NO_COLOR: '1' },
    async insert(seed) {
      await remove();
      card = spawn(process.execPath, [cli, 'lab', 'card', '--seed', seed, '--port', String(port)], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: pcscd.env,
      });
      await until(name, 'card');
    },
    async dispose() {
      await remove();
      await pcscd.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(reader: string, state: 'card' | 'empty'): Promise<void> {
  const port = createPcscPort();
  try {
    await readerIs(port, reader, state);
  } finally {
    await port.close();
  }
  // pcscd powers a new card once more after it has announced it.
  await sleep(200);
}
