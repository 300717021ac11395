import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  /** Exit code; `null` when it had to be killed after `patience`. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end. A TypeScript file is run by the Node that runs the tests.
 * @param patience milliseconds
 */
export function runProgram(
  program: string | URL,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  patience = 30_000,
): Promise<Ended> {
  const [command, all] =
    program instanceof URL ? [process.execPath, [fileURLToPath(program), ...args]] : [program, args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}
