import type { CallName, CallOutput } from '../../contract/calls.ts';
import type { OperationProgress } from '../operations/operation.ts';
import type { Origin } from '../origin.ts';
import type { Parts } from '../parts.ts';
import type { ParsedInput } from '../validate.ts';

/** What a call is about, for the audit log; filled in by the handler as it learns it. */
export interface CallSubject {
  reader?: string;
  iccid?: string;
}

/** What a handler is given besides its input. */
export interface CallContext {
  readonly parts: Parts;
  readonly origin: Origin;
  /** Id of the operation; absent for calls that are not long. */
  readonly operation: string | undefined;
  /** Aborted when the caller, the user or the end of the engine cancels the call. */
  readonly signal: AbortSignal;
  /** Goes nowhere for calls that are not long. */
  readonly progress: (progress: OperationProgress) => void;
  readonly about: (subject: CallSubject) => void;
  /** Runs a job: from here on it writes its own lines in the audit log. */
  readonly job: <T>(work: () => Promise<T>) => Promise<T>;
}

export type Handler<N extends CallName> = (
  input: ParsedInput<N>,
  context: CallContext,
) => Promise<CallOutput<N>>;
