import type { CardwrightError } from '../../main/base/error.ts';
import { cardMute, cardRemoved, readerLost } from '../reader-errors.ts';
import type { PcscContext } from './binding.ts';
import { codeOf } from './code-of.ts';
import type { PcscFault } from './codes.ts';
import { lookForService, serviceTrouble } from './service-state.ts';
import { eventCount, knownState, statusWord } from './states.ts';

/** What a driver reports when the card is pulled in the middle of an exchange, and when nothing better is known. */
const vague: ReadonlySet<PcscFault | undefined> = new Set([
  'exchange-failed',
  'broken-link',
  'stale-handle',
  'timeout',
  'unexpected',
  undefined,
]);

/** The service looks for cards every 400 ms: a card that was pulled is seen to be absent only after that. */
const patience = 1_000;

/**
 * Why an exchange failed. A driver often knows only that it did; whether the card, the reader or the service went away shows in the
 * state of the reader, at once or within a second.
 * @param context the reader's own
 */
export async function secondLook(
  error: CardwrightError,
  reader: string,
  context: PcscContext,
): Promise<CardwrightError> {
  const fault = codeOf(error.cause, process.platform)?.fault;
  if (!vague.has(fault)) return error;
  try {
    const before = await lookAt(reader, 0, context, 0);
    if (before === undefined) return error;
    const seen = worse(before, before, reader);
    if (seen !== undefined) return seen;
    const after = await lookAt(reader, before, context, patience);
    return (after === undefined ? undefined : worse(before, after, reader)) ?? error;
  } catch (cause) {
    // Not even the state is to be had: a reader that the service does not know any more, or a service that has gone away. It may be
    // back already, but with another life of the card.
    return codeOf(cause, process.platform)?.fault === 'reader-unknown'
      ? readerLost(reader, 'exchange', { cause })
      : serviceTrouble(cause, lookForService(), 'exchange').problem;
  }
}

async function lookAt(
  name: string,
  state: number,
  context: PcscContext,
  timeout: number,
): Promise<number | undefined> {
  const seen = await context.waitForChange([knownState(name, state)], timeout);
  return seen?.[0]?.state;
}

function worse(before: number, after: number, reader: string): CardwrightError | undefined {
  const status = statusWord(after, true);
  if (status === 'unavailable') return readerLost(reader, 'exchange');
  if (status === 'empty' || eventCount(before) !== eventCount(after)) return cardRemoved(reader);
  return status === 'mute' ? cardMute(reader, 'exchange') : undefined;
}
