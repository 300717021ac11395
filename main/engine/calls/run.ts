import type { CardwrightError } from '../../base/error.ts';
import { type CallName, type CallOutput, calls } from '../../contract/calls.ts';
import type { AuditDoc } from '../../contract/receipt.ts';
import { presentError } from '../../jobs/present/error.ts';
import { asCardwrightError } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';
import type { Origin } from '../origin.ts';
import type { Parts } from '../parts.ts';
import type { ParsedInput } from '../validate.ts';
import { auditedByJobs, auditSentences } from './audit-sentences.ts';
import type { CallContext, CallSubject } from './context.ts';
import { handlers } from './table.ts';

export interface RunOptions {
  readonly origin: Origin;
  readonly operation?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const shapes: { readonly [N in CallName]: { readonly input: unknown; readonly long?: boolean } } = calls;

export const isLong = (name: CallName): boolean => shapes[name].long === true;

/** Runs a call whose input has been checked: as an operation when it is long, and into the audit log when it belongs there. */
export async function runCall<N extends CallName>(
  parts: Parts,
  name: N,
  input: ParsedInput<N>,
  options: RunOptions,
): Promise<CallOutput<N>> {
  if (!isLong(name)) return runAudited(parts, name, input, options, subjectOf(input), undefined);
  const subject = { ...(await subjectOfPlan(parts, input)), ...subjectOf(input) };
  const id = options.operation ?? parts.ids.next();
  return parts.operations.run({ id, call: name, reader: subject.reader }, (operation) =>
    recorded(parts, operation, () => runAudited(parts, name, input, options, subject, operation)),
  );
}

/** Keeps the operation in the database, so that an engine that comes after a crash can tell what was running. */
async function recorded<T>(parts: Parts, operation: Operation, work: () => Promise<T>): Promise<T> {
  try {
    const store = await parts.store.get();
    store.operations.start(operation.doc, store.presence.id);
    const output = await work();
    store.operations.end(operation.id, 'done', parts.clock.now());
    operation.end();
    return output;
  } catch (thrown) {
    const error = asCardwrightError(thrown, parts.log);
    const doc = presentError(error);
    operation.end(doc);
    const store = await parts.store.built?.catch(() => undefined);
    besides(parts, () => store?.operations.end(operation.id, outcomeOf(error), parts.clock.now(), doc));
    throw error;
  }
}

async function runAudited<N extends CallName>(
  parts: Parts,
  name: N,
  input: ParsedInput<N>,
  { origin, signal }: RunOptions,
  subject: CallSubject,
  operation: Operation | undefined,
): Promise<CallOutput<N>> {
  let jobWrites = false;
  const context: CallContext = {
    parts,
    origin,
    operation: operation?.id,
    signal: AbortSignal.any([signal, operation?.signal].filter((each) => each !== undefined)),
    progress: (progress) => operation?.progress(progress),
    about: (more) => {
      Object.assign(subject, more);
    },
    job: (work) => {
      jobWrites = true;
      return work();
    },
  };
  const sentence = auditSentences[name];
  if (sentence === undefined && !auditedByJobs.has(name)) return handlers[name](input, context);
  const [audit, actor] = await Promise.all([parts.audit.get(), parts.actor(origin)]);
  const write = (outcome: AuditDoc['outcome'], what: string): void =>
    audit.write(actor, { action: name, ...subject }, outcome, what);
  try {
    const output = await handlers[name](input, context);
    if (sentence !== undefined) write('done', sentence);
    return output;
  } catch (thrown) {
    const error = asCardwrightError(thrown, parts.log);
    if (!jobWrites) besides(parts, () => write(outcomeOf(error), error.message));
    throw error;
  }
}

const outcomeOf = (error: CardwrightError): 'cancelled' | 'failed' =>
  error.kind === 'cancelled' ? 'cancelled' : 'failed';

/** Keeps the record of a failure. Where even that fails, the caller is told of the failure itself and the log of the rest. */
function besides(parts: Parts, record: () => void): void {
  try {
    record();
  } catch (thrown) {
    parts.log.write(`a failure could not be recorded: ${asCardwrightError(thrown, parts.log).code}`);
  }
}

/** What the input itself says of reader and card. */
function subjectOf(input: object): CallSubject {
  const reader: unknown = 'reader' in input ? input.reader : undefined;
  const iccid: unknown = 'iccid' in input ? input.iccid : undefined;
  return {
    ...(typeof reader === 'string' ? { reader } : {}),
    ...(typeof iccid === 'string' ? { iccid } : {}),
  };
}

/** Of a call about a plan, the reader and the card that the plan was made for. */
async function subjectOfPlan(parts: Parts, input: object): Promise<CallSubject> {
  if (!('plan' in input) || typeof input.plan !== 'string') return {};
  const plan = (await parts.store.get()).plans.get(input.plan);
  return plan === undefined ? {} : { reader: plan.reader, iccid: plan.iccid };
}
