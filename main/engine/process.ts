import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import envPaths from 'env-paths';

/*
 * The engine as a process of its own: what a host forks. The messages and the duties of the host are described in
 * `main/contract/envelope.ts`; UV_THREADPOOL_SIZE has to be in the environment before this starts.
 *
 * Compiled code is kept, which from the second start on saves a third of the start-up time and 30 MB. It is kept among the user's own files:
 * Node's default is a folder that all users of a machine share.
 */
enableCompileCache(join(envPaths('cardwright', { suffix: '' }).cache, 'compiled'));

const [{ runEngineProcess }, { createEngine }] = await Promise.all([
  import('./run-process.ts'),
  import('./engine.ts'),
]);
runEngineProcess(process, createEngine);
