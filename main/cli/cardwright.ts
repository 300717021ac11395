import { keepCompiledCode } from '../engine/compiled-code.ts';
import { outliveReaders } from './closed-pipe.ts';

// Before anything is imported: PC/SC calls block a thread of libuv's pool each, and the pool is made at its first use.
process.env['UV_THREADPOOL_SIZE'] ??= '24';
keepCompiledCode();
outliveReaders([process.stdout, process.stderr]);

const { buildProgram } = await import('./program.ts');
const { CommanderError } = await import('commander');
const { exitCodes } = await import('./exit-code.ts');

try {
  await buildProgram().parseAsync();
} catch (thrown) {
  // Commander has printed what is wrong with the command line, or the help that was asked for.
  if (!(thrown instanceof CommanderError)) throw thrown;
  process.exitCode = thrown.exitCode === 0 ? exitCodes.done : exitCodes.input;
}
