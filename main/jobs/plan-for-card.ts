import { toHex } from '../base/bytes.ts';
import { type FilePath, parsePath } from '../card/path.ts';
import type { PlanDoc } from '../contract/plan.ts';
import type { ValuesDoc } from '../contract/profile.ts';
import { CardFiles } from '../procedures/card-files.ts';
import { identifyCard } from '../procedures/inventory/identify.ts';
import { takeInventory } from '../procedures/inventory/take-inventory.ts';
import type { Inventory } from '../procedures/inventory/types.ts';
import { makePlan } from '../procedures/plan/make-plan.ts';
import { targetsToLookFor } from '../procedures/plan/target.ts';
import type { Plan } from '../procedures/plan/types.ts';
import { makeWipePlan } from '../procedures/plan/wipe-plan.ts';
import { resolveValues } from '../procedures/profile/resolve-values.ts';
import type { Profile } from '../procedures/profile/types.ts';
import type { ProcedureOptions } from '../procedures/progress.ts';
import type { Actor } from './actor.ts';
import { Audit } from './audit.ts';
import { CardKeys } from './card-keys.ts';
import type { JobDeps } from './deps.ts';
import type { JobCard } from './job-card.ts';
import { presentPlan } from './present/plan.ts';
import { encodeProgram } from './program.ts';
import { continuedPlan, openPlansOf, recoverOpenPlans } from './recover-open-plans.ts';
import { findRoutes } from './routes/find-routes.ts';

/** What a card is to hold. `target` is the path of the directory, where the card has several. */
export interface DesiredState {
  readonly profile: Profile;
  readonly values: ValuesDoc;
  readonly target?: string | undefined;
}

export type PlanRequest =
  | ({ readonly kind: 'provision' } & DesiredState)
  | { readonly kind: 'wipe'; readonly target?: string | undefined };

/** What a wipe goes back to stands in the standard, not in a profile. */
const prePersonalised = { id: 'TS-0003 table E.1', digest: '' };

/** The card as it is, and the way from there to what is desired. Only reads. @throws as `takeInventory` and `parsePath` do */
export async function planOnInventory(
  deps: JobDeps,
  card: JobCard,
  request: PlanRequest,
  options: ProcedureOptions,
): Promise<{ readonly plan: Plan; readonly inventory: Inventory }> {
  const target = request.target === undefined ? {} : { target: parsePath(request.target) };
  const unannounced = await unannouncedTargets(deps, card);
  const inventory = await takeInventory(card.session, {
    ...options,
    scope: 'onem2m',
    clock: deps.clock,
    alsoLookFor: (applications) => [
      ...(request.kind === 'wipe' ? [] : targetsToLookFor(request.profile)(applications)),
      ...unannounced,
    ],
  });
  const plan =
    request.kind === 'wipe'
      ? makeWipePlan(inventory, target)
      : makePlan(inventory, request.profile, request.values, target);
  return { plan, inventory };
}

/**
 * A plan that creates a directory announces it last: where such a plan was interrupted, only the store knows where to look. Costs the
 * exchanges of an identification, and only while any plan is open.
 */
async function unannouncedTargets(deps: JobDeps, { session, simulated }: JobCard): Promise<FilePath[]> {
  if (!deps.store.plans.anyOpen()) return [];
  const { iccid } = await identifyCard(new CardFiles(session));
  const open = iccid === undefined ? [] : openPlansOf(deps, iccid, simulated);
  return open.map(({ target }) => parsePath(target)).filter(({ fids }) => fids.length === 1);
}

/**
 * Makes a plan and keeps it. What an earlier plan for this card has left unknown is found out first, by reading; the new plan
 * goes on from what is on the card, whatever that is.
 */
export async function planForCard(
  deps: JobDeps,
  card: JobCard,
  request: PlanRequest,
  actor: Actor,
  options: ProcedureOptions,
): Promise<PlanDoc> {
  const { store, vault, clock, ids } = deps;
  const { plan, inventory } = await planOnInventory(deps, card, request, options);
  const open = plan.iccid === '' ? [] : openPlansOf(deps, plan.iccid, card.simulated);
  await recoverOpenPlans(deps, card, open);
  const routes = canBeRouted(plan) ? await findRoutes(deps, card, plan, inventory, open) : [];
  const document = presentPlan(plan, {
    id: ids.next(),
    createdAt: clock.now(),
    reader: card.reader,
    profile: profileOf(request),
    values: valuesOf(request),
    keys: inventory.keys,
    stored: plan.iccid === '' ? [] : new CardKeys(vault, plan.iccid, card.simulated).names(),
    continues: continuedPlan(open, plan.target),
    routes,
  });
  store.transaction(() => {
    store.plans.insert({ document, program: encodeProgram(plan), simulated: card.simulated });
    if (plan.iccid !== '') store.cards.seen(plan.iccid, toHex(inventory.atr), document.createdAt);
    if (document.state === 'nothing-to-do') store.plans.settle(plan.iccid, document.target, document.id);
    new Audit(store, clock).write(
      actor,
      { action: actionOf(request), reader: card.reader, iccid: plan.iccid === '' ? undefined : plan.iccid },
      'done',
      sentenceOf(document),
    );
  });
  return document;
}

const canBeRouted = ({ steps, blockers }: Plan): boolean => steps.length > 0 && blockers.length === 0;

export const actionOf = ({ kind }: Pick<PlanRequest, 'kind'>): string =>
  kind === 'wipe' ? 'plan.wipe' : 'plan.make';

const profileOf = (request: PlanRequest): PlanDoc['profile'] =>
  request.kind === 'wipe'
    ? prePersonalised
    : { id: `${request.profile.name}@${request.profile.version}`, digest: request.profile.digest };

/** What was given, with defaults filled in: the receipt shows all that went into the card. */
function valuesOf(request: PlanRequest): ValuesDoc {
  if (request.kind === 'wipe') return {};
  const { values } = resolveValues(request.profile, request.values);
  const resolved = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'string' ? value : [...value]] as const,
  );
  return { ...request.values, ...Object.fromEntries(resolved) };
}

function sentenceOf({ state, steps, profile, target, blockers }: PlanDoc): string {
  const what = `${profile.id} for ${target}`;
  if (state === 'nothing-to-do') return `Planned ${what}: the card is already right.`;
  if (state === 'blocked') return `Planned ${what}: it cannot be applied. ${blockers[0]?.what ?? ''}`.trim();
  return `Planned ${what}: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}.`;
}
