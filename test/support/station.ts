import * as z from 'zod';
import { cliProgram } from './cli.ts';
import { startProgram } from './running-program.ts';

const announcement = z.object({ address: z.url() });

/** A station in its own process. */
export interface TestStation {
  /** With the one-time token for the next browser. */
  address(): string;
  /** Everything it printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** Runs `cardwright serve` and waits until browsers can come. */
export async function startStation(folder: string, env: NodeJS.ProcessEnv): Promise<TestStation> {
  const program = startProgram(cliProgram, ['--json', '--folder', folder, 'serve', '--port', '0'], env);
  await program.line(addressIn);
  return {
    address: () => program.printed.stdout.split('\n').map(addressIn).findLast(isText) ?? '',
    printed: () => program.printed.stdout + program.printed.stderr,
    async stop() {
      await program.stop();
    },
  };
}

function addressIn(line: string): string | undefined {
  return line.startsWith('{') ? announcement.parse(JSON.parse(line)).address : undefined;
}

const isText = (text: string | undefined): text is string => text !== undefined;
