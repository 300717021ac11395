import { checkSameCard } from './apply/same-card.ts';
import { situationOf } from './apply/step-situation.ts';
import { CardFiles } from './card-files.ts';
import type { PlanStep } from './plan/types.ts';
import type { CardSession } from './session.ts';

/** What became of a step whose outcome the journal does not know. */
export interface RecoveredStep {
  readonly step: PlanStep;
  /**
   * `done`: the card is as it should be after the step. `not-done`: it is as it was before. `partly`: neither, a write of several
   * commands was torn, or something else has changed the file.
   */
  readonly effect: 'done' | 'not-done' | 'partly';
}

/**
 * Reads the card again after an interruption and tells what became of the steps that the journal has as unknown. Nothing is written and
 * nothing retried: a plan made from a new inventory rolls forward whatever the answer is.
 * @throws CardError `card.swapped`; the link's error
 */
export async function recoverSteps(
  session: CardSession,
  iccid: string,
  unknown: readonly PlanStep[],
): Promise<readonly RecoveredStep[]> {
  const files = new CardFiles(session);
  await checkSameCard(files, iccid);
  const recovered: RecoveredStep[] = [];
  for (const step of unknown) {
    const { state } = await situationOf(files, step);
    recovered.push({ step, effect: state === 'ready' ? 'not-done' : state === 'done' ? 'done' : 'partly' });
  }
  return recovered;
}
