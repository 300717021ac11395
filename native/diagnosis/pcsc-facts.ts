import { CardwrightError } from '../../main/base/error.ts';
import { loadBinding, type PcscBinding } from '../pcsc/binding.ts';
import { lookForService, serviceTrouble } from '../pcsc/service-state.ts';
import type { ServiceState } from '../reader-port.ts';

/** What PC/SC itself says when it is asked. */
export type PcscFacts =
  | { readonly state: 'running'; readonly readers: readonly string[] }
  | { readonly state: Exclude<ServiceState, 'running' | 'disabled'>; readonly words: string };

/** Opens a context and lists the readers, as every program does first. Never rejects. */
export async function askPcsc(load: () => Promise<PcscBinding> = loadBinding): Promise<PcscFacts> {
  let binding: PcscBinding;
  try {
    binding = await load();
  } catch (error) {
    return {
      state: 'not-installed',
      words: error instanceof CardwrightError ? error.message : String(error),
    };
  }
  try {
    const context = new binding.Context();
    try {
      return { state: 'running', readers: context.listReaders().map((reader) => reader.name) };
    } finally {
      context.close();
    }
  } catch (cause) {
    const { state, problem } = serviceTrouble(cause, lookForService());
    return { state, words: problem.message };
  }
}
