import { setFlagsFromString } from 'node:v8';
import { keepCompiledCode } from './compiled-code.ts';

/*
 * The engine as a process of its own: what a host forks. The messages and the duties of the host are described in
 * `main/contract/envelope.ts`; UV_THREADPOOL_SIZE has to be in the environment before this starts.
 */

// The engine makes little garbage and idles for hours. A young generation that never grows saves 30 MB, and a heap that is cleared when it
// has grown by half, instead of a multiple, keeps what a long day of reading leaves behind small.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');
keepCompiledCode();

const [{ runEngineProcess }, { createEngine }] = await Promise.all([
  import('./run-process.ts'),
  import('./engine.ts'),
]);
runEngineProcess(process, createEngine);
