import { toHex } from '../../base/bytes.ts';
import { CardError, CardwrightError, throwIfCancelled } from '../../base/error.ts';
import type { GpResultDoc } from '../../contract/globalplatform.ts';
import { stateAfter } from '../../procedures/globalplatform/state-after.ts';
import type { ProcedureOptions } from '../../procedures/progress.ts';
import type { CardSession } from '../../procedures/session.ts';
import { presentError } from '../present/error.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { ContentDraft } from './changes/draft.ts';
import type { OpenDomain } from './with-domain.ts';

/**
 * Makes a change of contents over an open channel and reads back. An end other than `verified` is in the result, with its error. A cancel
 * takes effect between two steps of the change; what the card has then is read all the same.
 * @throws CancelledError before anything was intended
 */
export async function applyContents(
  plan: string,
  draft: ContentDraft,
  { channel }: OpenDomain,
  session: CardSession,
  journal: ChangeJournal,
  options: ProcedureOptions,
): Promise<GpResultDoc> {
  throwIfCancelled(options.signal, 'The card is as it was.');
  journal.intend();
  let answer: Uint8Array | undefined;
  try {
    answer = await session.uninterrupted(() => draft.carryOut(channel, options));
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const state = stateAfter(error);
    journal.ended(state, error);
    const changes = session.lost === undefined ? await readBack(draft, channel, session) : [];
    return { plan, result: state === 'failed' ? 'stopped' : 'unknown', changes, error: presentError(error) };
  }
  journal.done();
  const given = answer === undefined || answer.length === 0 ? {} : { answer: toHex(answer) };
  try {
    options.onProgress?.({ what: 'Reading back', done: 0 });
    const changes = await session.uninterrupted(() => draft.readBack(channel));
    if (changes.length === 0)
      return { plan, result: 'unknown', changes, ...given, error: presentError(untold()) };
    const result = changes.every(({ match }) => match) ? 'verified' : 'mismatch';
    if (result === 'mismatch') journal.mismatched();
    return { plan, result, changes, ...given };
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    return { plan, result: 'unknown', changes: [], ...given, error: presentError(error) };
  }
}

/** What the card says after a part of the change was refused or cancelled; a channel that is closed by that says nothing. */
async function readBack(
  draft: ContentDraft,
  channel: OpenDomain['channel'],
  session: CardSession,
): Promise<GpResultDoc['changes']> {
  try {
    return await session.uninterrupted(() => draft.readBack(channel));
  } catch (error) {
    if (error instanceof CardwrightError) return [];
    throw error;
  }
}

function untold(): CardError {
  return new CardError('gp.not-told', 'The card has taken the change and does not tell what it has now.', {
    hint: 'Check it by what the data are for.',
    meaning: 'The card answered that all went well; it could not be read back.',
  });
}
