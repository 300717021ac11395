import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';

/** What a fake knows; the rest is refused. */
export type Handlers = {
  [N in CallName]?: (input: CallInput<N>, id: string) => CallOutput<N> | Promise<CallOutput<N>>;
};
