import { InternalError } from '../../main/base/error.ts';
import { type CallName, type CallOutput, calls } from '../../main/contract/calls.ts';
import type { AnswerEnvelope, EventEnvelope } from '../../main/contract/envelope.ts';
import { type EngineEvent, type EventName, events } from '../../main/contract/events.ts';
import { EngineError } from './engine-error.ts';

function mismatch(name: string, path: string): InternalError {
  return new InternalError(
    'contract.mismatch',
    `The engine's “${name}” has a form this screen does not know.`,
    {
      meaning: 'The card is not affected.',
      hint: 'Reload the window: the engine and this screen may be of different versions.',
      details: { name, path },
    },
  );
}

/** @throws EngineError for a refusal, InternalError `contract.mismatch` for an answer outside the contract. */
export function decodeAnswer<N extends CallName>(name: N, answer: AnswerEnvelope): CallOutput<N> {
  if (!answer.ok) throw new EngineError(answer.error);
  const parsed = calls[name].output.safeParse(answer.output);
  if (!parsed.success) throw mismatch(name, parsed.error.issues[0]?.path.join('.') ?? '');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was parsed by the schema of this very call
  return parsed.data as CallOutput<N>;
}

const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);

/** `undefined` for an event of a newer engine; @throws InternalError `contract.mismatch`. */
export function decodeEvent(envelope: EventEnvelope): EngineEvent | undefined {
  if (!isEventName(envelope.event)) return undefined;
  const parsed = events[envelope.event].safeParse(envelope.data);
  if (!parsed.success) throw mismatch(envelope.event, parsed.error.issues[0]?.path.join('.') ?? '');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema of this very event
  return { event: envelope.event, data: parsed.data } as EngineEvent;
}
