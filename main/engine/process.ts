import { createEngine } from './engine.ts';
import { runEngineProcess } from './run-process.ts';

/*
 * The engine as a process of its own: what a host forks. The messages and the duties of the host are described in
 * `main/contract/envelope.ts`; UV_THREADPOOL_SIZE has to be in the environment before this starts.
 */
runEngineProcess(process, createEngine);
