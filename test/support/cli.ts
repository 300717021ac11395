import { expect } from 'vitest';
import type * as z from 'zod';
import { errorDoc } from '../../main/contract/error.ts';
import { type Ended, runProgram } from './run-program.ts';
import { type RunningProgram, startProgram } from './running-program.ts';

export const cliProgram = new URL('../../main/cli/cardwright.ts', import.meta.url);

/** The command line of one station, each command a process of its own. */
export interface Cli {
  readonly folder: string;
  /** Everything that all commands printed so far, for looking for what must not be there. */
  readonly transcript: readonly string[];
  /** Runs a command to its end. */
  (args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Runs it with --json, expects `code`, and checks the document against a schema of the contract. */
  json<T extends z.ZodType>(
    schema: T,
    args: readonly string[],
    options?: { readonly code?: number; readonly env?: NodeJS.ProcessEnv },
  ): Promise<z.output<T>>;
  /** Runs it with --json and expects an error with this exit code. */
  refused(args: readonly string[], code: number, env?: NodeJS.ProcessEnv): Promise<z.output<typeof errorDoc>>;
  /** Starts it, to be killed. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): RunningProgram;
}

/** @param folder data folder of the station @param env in which its PC/SC service is found */
export function cliOf(folder: string, env: NodeJS.ProcessEnv = process.env): Cli {
  const transcript: string[] = [];
  const all = (more: NodeJS.ProcessEnv = {}) => ({ ...env, NO_COLOR: '1', LC_ALL: 'C', ...more });
  const run = async (args: readonly string[], more?: NodeJS.ProcessEnv): Promise<Ended> => {
    const ended = await runProgram(cliProgram, ['--folder', folder, ...args], all(more), 60_000);
    transcript.push(args.join(' '), ended.stdout, ended.stderr);
    return ended;
  };
  return Object.assign(run, {
    folder,
    transcript,
    json: async <T extends z.ZodType>(
      schema: T,
      args: readonly string[],
      options: { readonly code?: number; readonly env?: NodeJS.ProcessEnv } = {},
    ): Promise<z.output<T>> => {
      const ended = await run(['--json', ...args], options.env);
      expect(ended.code, `${args.join(' ')}\n${ended.stdout}\n${ended.stderr}`).toBe(options.code ?? 0);
      return schema.parse(JSON.parse(ended.stdout));
    },
    refused: async (args: readonly string[], code: number, more?: NodeJS.ProcessEnv) => {
      const ended = await run(['--json', ...args], more);
      expect(ended.code, `${args.join(' ')}\n${ended.stdout}\n${ended.stderr}`).toBe(code);
      const document: unknown = JSON.parse(ended.stdout);
      expect(document).toEqual({ error: expect.anything() });
      const { error } = document as { error: unknown }; // oxlint-disable-line typescript/no-unsafe-type-assertion
      return errorDoc.parse(error);
    },
    start: (args: readonly string[], more?: NodeJS.ProcessEnv) =>
      startProgram(cliProgram, ['--folder', folder, ...args], all(more)),
  });
}
