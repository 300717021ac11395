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
import { plainRoute } from './apply/plain-route.ts';
import { presentKey } from './apply/present-key.ts';
import { checkSameCard } from './apply/same-card.ts';
import { commandsFor } from './apply/step-commands.ts';
import { situationOf } from './apply/step-situation.ts';
import { CardFiles } from './card-files.ts';
import { neededKeys } from './plan/needed-keys.ts';
import type { ApplyResult, Journal, Plan, PlanStep, Route, StepOutcome } from './plan/types.ts';
import type { ProcedureOptions } from './progress.ts';
import type { CardSession } from './session.ts';

export interface ApplyOptions extends ProcedureOptions {
  /** PINs and ADMs by key reference, eight bytes each. Only those that a step needs are presented. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
  /** Keys that may be presented although one try is left. */
  readonly lastTryAllowed?: ReadonlySet<number>;
  readonly journal: Journal;
  /** Default: plain APDUs over the session. */
  readonly route?: Route;
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
  const run: Run = {
    files: new CardFiles(session),
    route: options.route ?? plainRoute(session),
    presented: new Set(),
    options,
    total: plan.steps.length,
  };
  let done = 0;
  try {
    if (plan.blockers.length > 0) throw blockedPlan(plan);
    if (plan.steps.length > 0) await checkSameCard(run.files, plan.iccid);
    for (const step of plan.steps) {
      throwIfCancelled(options.signal, stoppedAfter(done, run.total));
      await applyStep(run, step);
      done++;
    }
    return { done };
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    return { done, stoppedAt: done, error: describe(error, session, done, run.total) };
  }
}

interface Run {
  readonly files: CardFiles;
  readonly route: Route;
  /** Keys the card has accepted in this run. */
  readonly presented: Set<number>;
  readonly options: ApplyOptions;
  readonly total: number;
}

async function applyStep(run: Run, step: PlanStep): Promise<void> {
  const { files, options } = run;
  const tell = (state: 'intended' | 'done' | 'failed' | 'unknown'): void =>
    options.onProgress?.({
      what: `${verbs[step.kind]} ${step.name}`,
      done: step.index + (state === 'done' ? 1 : 0),
      total: run.total,
      step: { index: step.index, state },
    });
  const situation = await situationOf(files, step);
  if (situation.state === 'other') throw situation.problem;
  if (situation.state === 'done') {
    options.journal.intent(step);
    options.journal.outcome(step, { state: 'done', sw: 0x9000 });
    tell('done');
    return;
  }
  await presentKeys(run, step);
  // A cancel while the key was presented still finds the card untouched by this step.
  throwIfCancelled(options.signal, stoppedAfter(step.index, run.total));
  const commands = commandsFor(step, situation.current);
  options.journal.intent(step);
  tell('intended');
  const outcome = await files.session.uninterrupted(() => send(run, commands));
  options.journal.outcome(step, outcome);
  tell(outcome.state);
  if (step.kind === 'create-file' && step.file.type === 'df') files.forgetPlace();
  else if (step.kind === 'create-file' || step.kind === 'resize-file') files.forgetFile();
  if (outcome.state !== 'done') throw outcome.error;
}

const verbs: Readonly<Record<PlanStep['kind'], string>> = {
  'create-file': 'Creating',
  'resize-file': 'Resizing',
  'activate-file': 'Activating',
  'update-binary': 'Writing',
  'update-record': 'Writing',
};

/** Whether a step that failed has left the file as it was is known only when its first command was refused for a plain reason. */
async function send(run: Run, commands: ReturnType<typeof commandsFor>): Promise<StepOutcome> {
  let sw = 0x9000;
  for (const [at, command] of commands.entries()) {
    try {
      sw = await run.route.send(command);
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
      const lost = run.files.session.lost !== undefined;
      if (lost) return { state: 'unknown', error: interrupted(error, true) };
      const refusedWith = statusOf(error);
      if (at > 0 || mayHaveChanged(error, refusedWith.sw)) return { state: 'unknown', error };
      return { state: 'failed', error, ...refusedWith };
    }
  }
  return { state: 'done', sw };
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
  return interrupted(error, false, stoppedAfter(done, total));
}

function stoppedAfter(done: number, total: number): string {
  if (done === 0) return 'Nothing was written; the card is as it was.';
  const steps = done === 1 ? '1 step is' : `${done} steps are`;
  return `${steps} done of ${total}, each completely; the rest was not begun. Services are announced last, so the card promises nothing it lacks.`;
}

function interrupted(cause: CardwrightError, during: boolean, meaning?: string): InterruptedError {
  return new InterruptedError(
    'card.interrupted',
    'The card or the reader went away while the plan was being applied.',
    {
      hint: 'Put the same card in again and make a new plan: it reads the card and goes on from what is there.',
      meaning: during
        ? 'Whether the last step reached the card is unknown until the card is read again. The steps before it are done.'
        : (meaning ?? 'Nothing was written.'),
      details: { reason: cause.code },
      cause,
    },
  );
}

function blockedPlan({ blockers }: Plan): InputError {
  const [first] = blockers;
  return new InputError('plan.blocked', `The plan cannot be applied: ${first?.message ?? ''}`, {
    hint: first?.hint ?? 'Make a new plan.',
    meaning: 'Nothing was written.',
    details: { blockers: blockers.length },
    cause: first,
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
