import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InternalError } from '../../main/base/error.ts';
import type { Ended } from './run-program.ts';

/** A program that goes on until it is told to end. */
export interface RunningProgram {
  /** What it printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** When it ends by itself or is ended. */
  readonly ended: Promise<Ended>;
  /** What `read` makes of the first line of standard output, printed already or not, that it does not give `undefined` for. */
  line<T>(read: (line: string) => T | undefined): Promise<T>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<Ended>;
  /** Ends it as a power cut would. */
  kill(): Promise<Ended>;
}

/**
 * Starts a TypeScript program with the Node that runs the tests. It does not outlive this process.
 * @param patience milliseconds that {@link RunningProgram.line} waits
 */
export function startProgram(
  program: URL,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  patience = 30_000,
): RunningProgram {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  const look = new Set<() => void>();
  const lookAll = () => {
    for (const each of look) each();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    printed.stdout += chunk.toString('utf8');
    lookAll();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed.stderr += chunk.toString('utf8');
  });
  const ended = endOf(child, printed);
  return {
    printed,
    ended,
    line: (read) =>
      new Promise((resolve, reject) => {
        const end = (finish: () => void) => {
          clearTimeout(timer);
          look.delete(each);
          finish();
        };
        const each = () => {
          for (const line of printed.stdout.split('\n').slice(0, -1)) {
            const found = read(line);
            if (found !== undefined) return end(() => resolve(found));
          }
        };
        const missing = () => end(() => reject(notPrinted(args, printed)));
        const timer = setTimeout(missing, patience);
        look.add(each);
        each();
        void ended.then(missing);
      }),
    async stop() {
      child.kill('SIGTERM');
      const stubborn = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const end = await ended;
      clearTimeout(stubborn);
      return end;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function endOf(child: ChildProcess, printed: Omit<Ended, 'code'>): Promise<Ended> {
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', killWithUs);
      resolve({ code, ...printed });
    });
  });
}

function notPrinted(args: readonly string[], printed: Omit<Ended, 'code'>): InternalError {
  return new InternalError(
    'test.not-printed',
    `${args.join(' ')} did not print what was waited for, but:\n${printed.stdout}\n${printed.stderr}`,
    { hint: 'Run it by hand.' },
  );
}
