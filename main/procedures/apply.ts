import {
  AccessError,
  CancelledError,
  CardwrightError,
  InputError,
  InterruptedError,
  throwIfCancelled,
} from '../base/error.ts';
import { keysOf } from '../card/access/condition-for.ts';
import { keyName } from '../card/access/key-reference.ts';
import { applyBatches } from './apply/batches.ts';
import { plainRoute } from './apply/plain-route.ts';
import { presentKey } from './apply/present-key.ts';
import { checkSameCard } from './apply/same-card.ts';
import { commandsFor } from './apply/step-commands.ts';
import { interrupted, outcomeOfRefusal, stoppedAfter } from './apply/step-outcome.ts';
import { tellStep } from './apply/step-progress.ts';
import { situationOf } from './apply/step-situation.ts';
import { CardFiles } from './card-files.ts';
import { neededKeys } from './plan/needed-keys.ts';
import type { ApplyResult, BatchRoute, Journal, Plan, PlanStep, Route, StepOutcome } from './plan/types.ts';
import type { ProcedureOptions } from './progress.ts';
import type { CardSession } from './session.ts';

export interface ApplyOptions extends ProcedureOptions {
  /** PINs and ADMs by key reference, eight bytes each. Only those that a step needs are presented. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** Keys that may be presented although one try is left. */
  readonly lastTryAllowed?: ReadonlySet<number>;
  readonly journal: Journal;
  /**
   * Opens the way for the writing commands, once the card is known to be the one of the plan; default: plain APDUs over the session. A batch
   * route brings its own rights; no key is presented for it. Nothing else is tried where it cannot be opened.
   */
  readonly openRoute?: () => Promise<Route | BatchRoute>;
}

/**
 * Runs a plan. Before the first write the ICCID is checked again, before each step that the card still is as the plan expects it; a step
 * whose result is there already counts as done and writes nothing. The journal has the intent on disk before a changing command leaves,
 * and the outcome after the last command of the step. The first refusal stops the plan: no key is presented twice, no step is skipped.
 *
 * Never throws a CardwrightError: what stopped the plan is in the result. A lost card gives `card.interrupted`, and the step in work, if
 * there was one, has the outcome `unknown`; a cancel takes effect between two steps.
 */
export async function applyPlan(
  session: CardSession,
  plan: Plan,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const files = new CardFiles(session);
  const total = plan.steps.length;
  let done = 0;
  try {
    const [blocker = options.openRoute === undefined ? plan.obstacles[0] : undefined] = plan.blockers;
    if (blocker !== undefined) throw blockedPlan(blocker);
    if (total > 0) await checkSameCard(files, plan.iccid);
    const route = await openRoute(files, options);
    const advance = (): void => void done++;
    if ('sendBatch' in route) await applyBatches(files, plan.steps, { ...options, route }, advance);
    else
      await applySteps(
        { files, route, presented: new Set(route.authorises), options, total },
        plan.steps,
        advance,
      );
    return { done };
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    return { done, stoppedAt: done, error: describe(error, session, done, total) };
  }
}

async function openRoute(files: CardFiles, options: ApplyOptions): Promise<Route | BatchRoute> {
  if (options.openRoute === undefined) return plainRoute(files.session);
  const route = await options.openRoute();
  // What was selected for it is not known.
  files.forget();
  return route;
}

interface Run {
  readonly files: CardFiles;
  readonly route: Route;
  /** Keys the card has accepted in this run. */
  readonly presented: Set<number>;
  readonly options: ApplyOptions;
  readonly total: number;
}

async function applySteps(run: Run, steps: readonly PlanStep[], advance: () => void): Promise<void> {
  for (const step of steps) {
    throwIfCancelled(run.options.signal, stoppedAfter(step.index, run.total));
    await applyStep(run, step);
    advance();
  }
}

async function applyStep(run: Run, step: PlanStep): Promise<void> {
  const { files, options } = run;
  const situation = await situationOf(files, step);
  if (situation.state === 'other') throw situation.problem;
  if (situation.state === 'done') {
    options.journal.intent(step);
    options.journal.outcome(step, { state: 'done', sw: 0x9000 });
    tellStep(options, step, 'done', run.total);
    return;
  }
  await presentKeys(run, step);
  // A cancel while the key was presented still finds the card untouched by this step.
  throwIfCancelled(options.signal, stoppedAfter(step.index, run.total));
  const commands = commandsFor(step, situation.current, run.route.mostData);
  options.journal.intent(step);
  tellStep(options, step, 'intended', run.total);
  const outcome = await files.session.uninterrupted(() => send(run, commands));
  options.journal.outcome(step, outcome);
  tellStep(options, step, outcome.state, run.total);
  if (step.kind === 'create-file' && step.file.type === 'df') files.forgetPlace();
  else if (step.kind === 'create-file' || step.kind === 'resize-file') files.forgetFile();
  if (outcome.state !== 'done') throw outcome.error;
}

/** Whether a step that failed has left the file as it was is known only when its first command was refused for a plain reason. */
async function send(run: Run, commands: ReturnType<typeof commandsFor>): Promise<StepOutcome> {
  let sw = 0x9000;
  for (const [at, command] of commands.entries()) {
    try {
      sw = await run.route.send(command);
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
      const lost = run.files.session.lost !== undefined;
      return lost ? { state: 'unknown', error: interrupted(error) } : outcomeOfRefusal(error, at > 0);
    }
  }
  return { state: 'done', sw };
}

async function presentKeys(run: Run, step: PlanStep): Promise<void> {
  const { keys, lastTryAllowed } = run.options;
  const needed = neededKeys(step.needs, run.presented, (reference) => keys.has(reference));
  if (needed === undefined) throw keyMissing(step);
  for (const reference of needed) {
    const value = keys.get(reference);
    if (value === undefined) throw keyMissing(step);
    await presentKey(run.files.session, reference, value, lastTryAllowed?.has(reference) ?? false);
    run.presented.add(reference);
  }
}

function describe(
  error: CardwrightError,
  session: CardSession,
  done: number,
  total: number,
): CardwrightError {
  // A cancel that the session noticed first knows nothing of steps.
  if (error instanceof CancelledError) return new CancelledError(stoppedAfter(done, total));
  if (session.lost === undefined || error instanceof InterruptedError) return error;
  return interrupted(error, stoppedAfter(done, total));
}

function blockedPlan(blocker: CardwrightError): InputError {
  return new InputError('plan.blocked', `The plan cannot be applied: ${blocker.message}`, {
    hint: blocker.hint,
    meaning: 'Nothing was written.',
    cause: blocker,
  });
}

function keyMissing(step: PlanStep): AccessError {
  const names = keysOf(step.needs).map(keyName).join(' or ');
  return new AccessError('key.missing', `${step.name} needs ${names || 'a key'}, which was not given.`, {
    hint: 'Enter the key, or store it in the vault for this card.',
    meaning: 'This step was not begun; no try was used.',
    details: { keys: names },
  });
}
