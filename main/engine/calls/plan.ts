import type { PlanDoc } from '../../contract/plan.ts';
import type { JobCard, PlanRequest } from '../../jobs/provision.ts';
import { CardSession } from '../../procedures/session.ts';
import type { CardAtHand } from '../readers/desk.ts';
import type { CallContext, Handler } from './context.ts';

export const makePlan: Handler<'plan.make'> = async ({ reader, values, target, ...input }, context) => {
  const { profile } = (await context.parts.profiles.get()).find(input.profile);
  const wanted = { kind: 'provision' as const, profile, values, ...(target === undefined ? {} : { target }) };
  return planFor(reader, wanted, context);
};

export const planWipe: Handler<'plan.wipe'> = ({ reader, target }, context) =>
  planFor(reader, { kind: 'wipe', ...(target === undefined ? {} : { target }) }, context);

export const getPlan: Handler<'plan.get'> = async ({ plan }, { parts }) =>
  (await parts.provisioning.get()).plan(plan);

/** Which of its routes a plan takes. */
export const choosePlanRoute: Handler<'plan.route'> = async ({ plan, route, keySet }, { parts }) =>
  (await parts.provisioning.get()).chooseRoute(plan, route, keySet);

export const openPlans: Handler<'plan.open'> = async (_input, { parts }) =>
  (await parts.provisioning.get()).openPlans();

export const applyPlan: Handler<'plan.apply'> = async (input, context) => {
  const { parts, signal, progress, origin, job } = context;
  const jobs = await parts.provisioning.get();
  const { reader } = jobs.plan(input.plan);
  const actor = await parts.actor(origin);
  const receipt = await (await parts.desk.get()).use(reader, 'write', signal, (card) =>
    job(() => jobs.apply(jobCard(card, signal), input, actor, { signal, onProgress: progress })),
  );
  // The outbox has grown.
  await parts.stationChanged();
  return receipt;
};

export const verifyCard: Handler<'card.verify'> = async ({ reader, values, target, ...input }, context) => {
  const { parts, signal, progress, origin, job } = context;
  const { profile } = (await parts.profiles.get()).find(input.profile);
  const jobs = await parts.provisioning.get();
  const actor = await parts.actor(origin);
  const wanted = { profile, values, ...(target === undefined ? {} : { target }) };
  return (await parts.desk.get()).use(reader, 'read', signal, (card) =>
    job(() => jobs.verify(jobCard(card, signal), wanted, actor, { signal, onProgress: progress })),
  );
};

async function planFor(
  reader: string,
  wanted: PlanRequest,
  { parts, signal, progress, about, origin, job }: CallContext,
): Promise<PlanDoc> {
  const jobs = await parts.provisioning.get();
  const actor = await parts.actor(origin);
  const plan = await (await parts.desk.get()).use(reader, 'read', signal, (card) =>
    job(() => jobs.makePlan(jobCard(card, signal), wanted, actor, { signal, onProgress: progress })),
  );
  about({ iccid: plan.iccid });
  return plan;
}

const jobCard = ({ link, reader, simulated }: CardAtHand, signal: AbortSignal): JobCard => ({
  session: new CardSession(link, { signal }),
  reader,
  simulated,
});
