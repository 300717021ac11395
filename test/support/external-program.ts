import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { InternalError } from '../../main/base/error.ts';
import { requireInstalled } from './installed.ts';

/** A program of another project that runs in the background of a test and is ended with it. */
export interface ExternalProgram {
  /** What it printed so far, on both streams. */
  printed(): string;
  /** When it has ended. */
  readonly ended: Promise<void>;
  /** Waits until it has printed a text that fits. */
  says(expected: RegExp): Promise<void>;
}

const patience = 15_000;

/**
 * @param input what it reads on standard input, which stays open
 * @throws InternalError `test.no-program`
 */
export function startExternal(
  command: string,
  args: readonly string[],
  debianPackage: string,
  { input = '' }: { readonly input?: string } = {},
): ExternalProgram {
  requireInstalled(command, debianPackage);
  const child = spawn(command, args, { stdio: 'pipe' });
  // It may end without having read it.
  child.stdin.on('error', () => undefined);
  child.stdin.write(input);
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      for (const listener of listeners) listener();
    });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return {
    printed: () => printed,
    ended,
    says: (expected) =>
      new Promise((resolve, reject) => {
        const silent = () =>
          done(() =>
            reject(
              new InternalError('test.not-said', `${command} did not say ${expected} but:\n${printed}`, {
                hint: 'Run it by hand.',
              }),
            ),
          );
        const timer = setTimeout(silent, patience);
        const done = (finish: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          finish();
        };
        const look = () => {
          if (expected.test(printed)) done(resolve);
        };
        listeners.add(look);
        look();
        void ended.then(silent);
      }),
  };
}
