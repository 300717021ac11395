import { toHex } from '../base/bytes.ts';
import { CardwrightError, InternalError } from '../base/error.ts';
import { keyName, keyReference } from '../card/access/key-reference.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import type { KeyInput } from '../contract/secret.ts';
import { applyPlan } from '../procedures/apply.ts';
import type { ProcedureOptions } from '../procedures/progress.ts';
import { CardSession } from '../procedures/session.ts';
import type { ApplyRun } from '../store/plans/apply-run.ts';
import type { Actor } from './actor.ts';
import { Audit } from './audit.ts';
import { CardKeys } from './card-keys.ts';
import type { JobDeps } from './deps.ts';
import { endRun } from './end-run.ts';
import type { JobCard } from './job-card.ts';
import { StoreJournal } from './journal.ts';
import { forgetKeys, type KeyValues, keysToPresent } from './keys-to-present.ts';
import { readBack } from './read-back.ts';
import { routeChanged } from './routes/errors.ts';
import { type Way, wayOf } from './routes/way.ts';
import { findPlan, type RunnablePlan, runnablePlan } from './runnable-plan.ts';
import { type KeyWatch, watchKeys } from './watched-link.ts';

export interface ApplyRequest {
  /** Id of the plan. */
  readonly plan: string;
  /** The card the user means. */
  readonly iccid: string;
  /** By name of the key, `ADM1`; those that are not given are taken from the vault. */
  readonly keys: Readonly<Record<string, KeyInput>>;
  /** Names of keys that may be presented although one try is left. */
  readonly lastTry?: readonly string[] | undefined;
  /** Keep the typed keys that the card has accepted. */
  readonly remember?: boolean | undefined;
}

/**
 * Applies a stored plan over its chosen route and reads back. Once a key was presented, a channel authenticated, a counter spent or a step
 * begun there is a receipt, whatever the end; before that, the error is thrown and the plan is ready as it was.
 */
export async function applyStoredPlan(
  deps: JobDeps,
  card: JobCard,
  request: ApplyRequest,
  actor: Actor,
  options: ProcedureOptions,
  takeWay: typeof wayOf = wayOf,
): Promise<ReceiptDoc> {
  const runnable = runnablePlan(deps, request.plan, request.iccid, card.simulated);
  if (request.remember === true) deps.vault.requireOpen();
  const lastTryAllowed = new Set((request.lastTry ?? []).map(keyReference));
  const stored = new CardKeys(deps.vault, runnable.plan.iccid, card.simulated);
  const way = takeWay(deps, runnable.document, runnable.plan, card.simulated);
  let keys: KeyValues = new Map();
  try {
    if (way.keys !== undefined) keys = keysToPresent(runnable.plan, request.keys, stored, way.keys);
    const { link, watch } = watchKeys(card.session.link, (envelopes) =>
      deps.store.plans.countEnvelopes(request.plan, envelopes),
    );
    const { signal } = options;
    const session = new CardSession(link, {
      channel: card.session.channel,
      ...(signal === undefined ? {} : { signal }),
    });
    const run = beginRun(deps, card, runnable, actor);
    const running = { deps, runnable, run, session, watch, way };
    const receipt = await perform(running, { keys, lastTryAllowed }, options);
    if (request.remember === true) remember(stored, keys, request.keys, watch);
    return receipt;
  } finally {
    forgetKeys(keys);
    way.forget();
  }
}

/** From here on a crash leaves a plan in `applying`, which the next engine closes. @throws InputError `plan.not-ready`, `plan.route-changed` */
function beginRun(deps: JobDeps, card: JobCard, { document }: RunnablePlan, actor: Actor): ApplyRun {
  const { store, clock, ids } = deps;
  const run: ApplyRun = {
    receipt: ids.next(),
    startedAt: clock.now(),
    reader: card.reader,
    atr: toHex(card.session.atr),
    station: actor.station,
    operator: actor.operator,
    origin: actor.origin,
  };
  store.transaction(() => {
    store.plans.begin(document.id, run, store.presence.id);
    // The way is open by what was read before: another process may have chosen another one since.
    const { route, keySet } = findPlan(deps, document.id);
    if (route !== document.route || keySet !== document.keySet) throw routeChanged();
    const subject = { action: 'plan.apply', reader: card.reader, iccid: document.iccid };
    new Audit(store, clock).write(
      actor,
      subject,
      'started',
      `Applying ${document.profile.id} over ${document.route}.`,
    );
  });
  return run;
}

interface Running {
  readonly deps: JobDeps;
  readonly runnable: RunnablePlan;
  readonly run: ApplyRun;
  readonly session: CardSession;
  readonly watch: KeyWatch;
  readonly way: Way;
}

interface Keys {
  readonly keys: KeyValues;
  readonly lastTryAllowed: ReadonlySet<number>;
}

async function perform(running: Running, keys: Keys, options: ProcedureOptions): Promise<ReceiptDoc> {
  const { deps, runnable, run, session, watch, way } = running;
  const { store, clock } = deps;
  const { plan, document } = runnable;
  const journal = new StoreJournal({ store, plan: document.id, clock, exchanges: () => session.exchanges });
  const { open } = way;
  const openRoute = open === undefined ? {} : { openRoute: () => open(session) };
  const result = await unlessDefective(running, () =>
    applyPlan(session, plan, { ...options, ...keys, ...openRoute, journal }),
  );
  const left = watch.presented.size > 0 || watch.secured || way.spent();
  if (result.error !== undefined && !journal.begun && !left) {
    store.plans.end(document.id, 'ready');
    throw result.error;
  }
  const back =
    journal.begun && session.lost === undefined
      ? await unlessDefective(running, () => readBack(session, plan, options.onProgress))
      : { items: [] };
  return endRun(deps, runnable, run, {
    stopped: result.error,
    lost: session.lost,
    back,
    apdus: session.exchanges,
    envelopes: envelopesOf(running),
  });
}

/** Plans over short messages only. */
function envelopesOf({ runnable, watch }: Running): number | undefined {
  return runnable.document.route === 'scp80' ? watch.envelopes : undefined;
}

/** A defect of ours must not leave a plan that seems to be applied for ever: what is on disk says how far it came. */
async function unlessDefective<T>(running: Running, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const lost = error instanceof CardwrightError ? error : defect(error);
    const { deps, runnable, run, session } = running;
    const [apdus, envelopes] = [session.exchanges, envelopesOf(running)];
    endRun(deps, runnable, run, { stopped: lost, lost, back: { items: [] }, apdus, envelopes });
    throw error;
  }
}

function remember(
  stored: CardKeys,
  keys: KeyValues,
  typed: ApplyRequest['keys'],
  { accepted }: KeyWatch,
): void {
  for (const reference of Object.keys(typed).map(keyReference)) {
    const value = keys.get(reference);
    if (value !== undefined && accepted.has(reference)) stored.put(keyName(reference), value);
  }
}

function defect(cause: unknown): InternalError {
  return new InternalError('job.defect', 'Cardwright met a defect of its own while it applied a plan.', {
    hint: 'Make a new plan for this card, which reads it; report the defect.',
    meaning: 'The last step may or may not be on the card: it is unknown until the card is read.',
    cause,
  });
}
