import * as z from 'zod';
import { sequenceMessageDoc } from './gba.ts';
import { operationDoc, progressDoc } from './operation.ts';
import { readerListDoc } from './reader.ts';
import { stationDoc } from './station.ts';
import { traceDoc } from './trace.ts';

/** Everything the engine tells a user interface unasked. */
export const events = {
  'readers.changed': readerListDoc,
  'station.changed': stationDoc,
  'operation.changed': operationDoc,
  'operation.progress': progressDoc,
  'trace.added': traceDoc,
  'sequence.message': sequenceMessageDoc,
} as const;

export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;
export type EngineEvent = { [N in EventName]: { readonly event: N; readonly data: EventData<N> } }[EventName];
