import { type CardwrightError, InterruptedError } from '../../base/error.ts';
import type { StepOutcome } from '../plan/types.ts';

/** What a refused command means for its step. @param begun a command of the step before it was executed */
export function outcomeOfRefusal(error: CardwrightError, begun: boolean): StepOutcome {
  const refusedWith = statusOf(error);
  if (begun || mayHaveChanged(error, refusedWith.sw)) return { state: 'unknown', error };
  return { state: 'failed', error, ...refusedWith };
}

/** Refusals after which the content may have changed all the same: memory trouble, warnings, 65xx, 6Fxx, an answer that is none. */
function mayHaveChanged({ code, kind }: CardwrightError, sw: number | undefined): boolean {
  if (kind === 'input') return false; // nothing was sent
  if (sw === undefined || code === 'card.memory') return true;
  return [0x62, 0x63, 0x65, 0x6f].includes(sw >> 8);
}

function statusOf(error: CardwrightError): { readonly sw?: number } {
  const { sw } = error.details;
  return typeof sw === 'string' ? { sw: Number.parseInt(sw, 16) } : {};
}

/** How far a plan came that stopped between two steps. */
export function stoppedAfter(done: number, total: number): string {
  if (done === 0) return 'Nothing was written; the card is as it was.';
  const steps = done === 1 ? '1 step is' : `${done} steps are`;
  return `${steps} done of ${total}, each completely; the rest was not begun. Services are announced last, so the card promises nothing it lacks.`;
}

/** The card or the reader went away. @param meaning default: in the middle of a step */
export function interrupted(cause: CardwrightError, meaning?: string): InterruptedError {
  return new InterruptedError(
    'card.interrupted',
    'The card or the reader went away while the plan was being applied.',
    {
      hint: 'Put the same card in again and make a new plan: it reads the card and goes on from what is there.',
      meaning:
        meaning ??
        'Whether the last step reached the card is unknown until the card is read again. The steps before it are done.',
      details: { reason: cause.code },
      cause,
    },
  );
}
