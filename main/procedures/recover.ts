import { startsWithBytes } from '../base/bytes.ts';
import { effectsInOrder } from './apply/effects-in-order.ts';
import { checkSameCard } from './apply/same-card.ts';
import { type StepSituation, situationOf } from './apply/step-situation.ts';
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
    recovered.push({ step, effect: effectOf(step, await situationOf(files, step)) });
  }
  return effectsInOrder(recovered);
}

function effectOf(step: PlanStep, situation: StepSituation): RecoveredStep['effect'] {
  if (situation.state === 'done') return 'done';
  if (situation.state === 'other') return 'partly';
  return isBegun(step, situation.current) ? 'partly' : 'not-done';
}

/** Of a new file the plan does not know what it held: a first command of several that has been executed shows in the content itself. */
function isBegun(step: PlanStep, current: Uint8Array | undefined): boolean {
  if (step.kind !== 'update-binary' || step.before !== undefined || current === undefined) return false;
  const firstCommand = step.after.subarray(0, shortestFirstUpdate);
  return step.after.length > shortestFirstUpdate && startsWithBytes(current, firstCommand);
}

/** Bytes that the first of several UPDATE BINARY carries at least: over SCP03 in S16 mode with C-DEC, a secure channel’s least. */
const shortestFirstUpdate = 223;
