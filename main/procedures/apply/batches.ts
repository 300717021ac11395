import { type CardwrightError, throwIfCancelled } from '../../base/error.ts';
import type { CardFiles } from '../card-files.ts';
import type { BatchedStep, BatchRoute, Journal, PlanStep, StepOutcome } from '../plan/types.ts';
import type { ProcedureOptions } from '../progress.ts';
import { foreseen, plannedSteps } from './planned-steps.ts';
import { commandsFor } from './step-commands.ts';
import { interrupted, stoppedAfter } from './step-outcome.ts';
import { tellStep } from './step-progress.ts';
import { situationOf } from './step-situation.ts';

interface BatchOptions extends ProcedureOptions {
  readonly journal: Journal;
  readonly route: BatchRoute;
}

/**
 * Runs steps over a batch route, as the route shares them out. Before a batch is sent the card is found as each of its steps expects it, and
 * all intents are on disk; afterwards all outcomes. The first step that is not done stops the rest.
 * @param advance called for each step that is done, in their order
 * @throws what the route says of a step that it can never send, before anything is sent; the error of the first step that is not done; MismatchError `card.changed`; CancelledError between two batches
 */
export async function applyBatches(
  files: CardFiles,
  steps: readonly PlanStep[],
  options: BatchOptions,
  advance: () => void,
): Promise<void> {
  for (const step of steps) {
    const problem = options.route.problemWith({ step, commands: commandsFor(step, undefined) });
    if (problem !== undefined) throw problem;
  }
  for (let at = 0; at < steps.length; ) {
    throwIfCancelled(options.signal, stoppedAfter(at, steps.length));
    const rest = steps.slice(at);
    const share = options.route.share(plannedSteps(rest));
    const batch = await gatherBatch(files, rest.slice(0, share));
    // A cancel while the card was read still finds it untouched by this batch.
    throwIfCancelled(options.signal, stoppedAfter(at, steps.length));
    const outcomes = await sendBatch(files, batch.toSend, options, steps.length);
    const failure = settle(batch.steps, outcomes, options, steps.length, advance);
    if (failure !== undefined) throw failure;
    at += batch.steps.length;
  }
}

interface Batch {
  /** Those from the front of the plan that this batch deals with. */
  readonly steps: readonly PlanStep[];
  /** Without those whose result is there already. */
  readonly toSend: readonly BatchedStep[];
}

/** Finds the card as each of the steps expects it; up to the first that it does not. */
async function gatherBatch(files: CardFiles, steps: readonly PlanStep[]): Promise<Batch> {
  const taken: PlanStep[] = [];
  const toSend: BatchedStep[] = [];
  for (const step of steps) {
    const situation = foreseen(toSend, step) ?? (await situationOf(files, step));
    if (situation.state === 'other') {
      if (taken.length === 0) throw situation.problem;
      // What is in order goes first; the step is looked at again then.
      break;
    }
    if (situation.state === 'ready') toSend.push({ step, commands: commandsFor(step, situation.current) });
    taken.push(step);
  }
  return { steps: taken, toSend };
}

async function sendBatch(
  files: CardFiles,
  batch: readonly BatchedStep[],
  { journal, route, ...options }: BatchOptions,
  total: number,
): Promise<ReadonlyMap<PlanStep, StepOutcome>> {
  if (batch.length === 0) return new Map();
  for (const { step } of batch) {
    journal.intent(step);
    tellStep(options, step, 'intended', total);
  }
  const { session } = files;
  const outcomes = await session.uninterrupted(() => route.sendBatch(batch));
  // Scripts have a place of their own on most cards, not on all.
  files.forget();
  return new Map(batch.map(({ step }, i) => [step, lostOr(outcomes[i]!, session.lost)]));
}

function lostOr(outcome: StepOutcome, lost: CardwrightError | undefined): StepOutcome {
  return outcome.state === 'unknown' && lost !== undefined
    ? {
        state: 'unknown',
        error: interrupted(
          lost,
          'Which steps of the last packet reached the card is unknown until the card is read again. The steps before it are done.',
        ),
      }
    : outcome;
}

/** Puts the outcomes into the journal, all of them, and returns the error of the first step that is not done. */
function settle(
  steps: readonly PlanStep[],
  outcomes: ReadonlyMap<PlanStep, StepOutcome>,
  { journal, ...options }: BatchOptions,
  total: number,
  advance: () => void,
): CardwrightError | undefined {
  let failure: CardwrightError | undefined;
  for (const step of steps) {
    const sent = outcomes.get(step);
    if (sent === undefined) journal.intent(step);
    const outcome = sent ?? { state: 'done', sw: 0x9000 };
    journal.outcome(step, outcome);
    tellStep(options, step, outcome.state, total);
    if (outcome.state !== 'done') failure ??= outcome.error;
    else if (failure === undefined) advance();
  }
  return failure;
}
