import { CardwrightError, MismatchError } from '../base/error.ts';
import type { VerificationItemDoc } from '../contract/plan.ts';
import type { Plan } from '../procedures/plan/types.ts';
import type { ProcedureOptions } from '../procedures/progress.ts';
import type { CardSession } from '../procedures/session.ts';
import { verifyPlan } from '../procedures/verify.ts';
import { presentVerificationItem } from './present/verification.ts';

export interface ReadBack {
  readonly items: VerificationItemDoc[];
  /** Why nothing, or not what was asked for, was read. */
  readonly error?: CardwrightError;
}

/** Reads back after a write. It is not cancelled: what is on the card is to be known. */
export async function readBack(
  session: CardSession,
  plan: Plan,
  onProgress: ProcedureOptions['onProgress'],
): Promise<ReadBack> {
  try {
    const options = onProgress === undefined ? {} : { onProgress };
    const found = await session.uninterrupted(() => verifyPlan(session, plan, options));
    const items = found.map(presentVerificationItem);
    const wrong = items.filter(({ match }) => !match).length;
    return wrong === 0 ? { items } : { items, error: mismatch(wrong, items.length) };
  } catch (error) {
    if (error instanceof CardwrightError) return { items: [], error };
    throw error;
  }
}

function mismatch(wrong: number, of: number): MismatchError {
  return new MismatchError(
    'card.mismatch',
    `${wrong} of ${of} contents read back are not what was asked for.`,
    {
      hint: 'Compare what was read back, then make a new plan for this card.',
      meaning: 'The card is written but not as it should be.',
      details: { wrong, of },
    },
  );
}
