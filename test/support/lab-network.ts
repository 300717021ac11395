import { onTestFinished } from 'vitest';
import { type LabNetworkDoc, labNetworkDoc } from '../../main/contract/gba.ts';
import { cliProgram } from './cli.ts';
import { startProgram } from './running-program.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs `cardwright lab network` in a process of its own until the test is over, and gives what it prints. */
export async function serveLabNetwork(...args: readonly string[]): Promise<LabNetworkDoc> {
  const program = startProgram(
    cliProgram,
    ['--json', '--folder', temporaryFolder(), 'lab', 'network', ...args],
    process.env,
  );
  onTestFinished(async () => void (await program.stop()));
  return program.line((line) => (line.startsWith('{') ? labNetworkDoc.parse(JSON.parse(line)) : undefined));
}
