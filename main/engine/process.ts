import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import envPaths from 'env-paths';

/*
 * The engine as a process of its own: what a host forks. The messages and the duties of the host are described in
 * `main/contract/envelope.ts`; UV_THREADPOOL_SIZE has to be in the environment before this starts.
 */

// The engine makes little garbage and idles for hours. A young generation that never grows saves 30 MB, and a heap that is cleared when it
// has grown by half, instead of a multiple, keeps what a long day of reading leaves behind small.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');
// Compiled code is kept, which from the second start on saves half the start-up time and 30 MB. It is kept among the user's own files: Node's
// default is a folder that all users of a machine share.
enableCompileCache(join(envPaths('cardwright', { suffix: '' }).cache, 'compiled'));

const [{ runEngineProcess }, { createEngine }] = await Promise.all([
  import('./run-process.ts'),
  import('./engine.ts'),
]);
runEngineProcess(process, createEngine);
