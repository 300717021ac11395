import { fromHex } from '../../base/bytes.ts';
import { buildCommandPacket } from '../../channel/scp80/command-packet.ts';
import { nextCounter } from '../../channel/scp80/counter.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { OtaComposeInput, OtaContentInput } from '../../contract/ota.ts';
import type { PlanDoc, RouteOptionDoc } from '../../contract/plan.ts';
import type { ReceiptDoc } from '../../contract/receipt.ts';
import type { OtaChannel } from '../../procedures/ota/channel.ts';
import { type OtaRouteOptions, otaRoute } from '../../procedures/ota/ota-route.ts';
import type { ProcedureOptions } from '../../procedures/progress.ts';
import type { Actor } from '../actor.ts';
import { applyStoredPlan } from '../apply-stored-plan.ts';
import type { OtaKeySet } from '../custody/types.ts';
import type { JobDeps } from '../deps.ts';
import type { JobCard } from '../job-card.ts';
import { presentError } from '../present/error.ts';
import { routeIn } from '../routes/choose-route.ts';
import type { Way } from '../routes/way.ts';
import { findPlan } from '../runnable-plan.ts';
import type { Composition } from './composition.ts';
import { counterKept, notAsPlanned, planNeedsSet } from './errors.ts';
import { payloadsOf, planPacking } from './payload.ts';
import { type PacketTrip, presentSent } from './present-sent.ts';

type PlanContent = Extract<OtaContentInput, { kind: 'plan' }>;

/**
 * Sends the steps of a plan that are not done: the plan is applied over SCP80 as it was composed here, with its steps in its own journal, read
 * back, and leaves its receipt.
 * @throws InputError `ota.plan-needs-set`, `ota.counter-kept`; what `payloadsOf` and `applyStoredPlan` throw
 */
export async function sendPlan(
  deps: JobDeps,
  card: JobCard,
  {
    iccid,
    compose,
    content,
  }: { readonly iccid: string; readonly compose: OtaComposeInput; readonly content: PlanContent },
  actor: Actor,
  options: ProcedureOptions,
  composition: Composition,
): Promise<CallOutput<'ota.send'>> {
  const { form, set } = composition;
  if (set === undefined) throw planNeedsSet();
  if (compose.counter !== undefined) throw counterKept(nextCounter(set.counter ?? 0));
  const [first] = payloadsOf(deps, compose, composition);
  const channel: OtaChannel = {
    ...form,
    keySet: set.id,
    counters: deps.custody.counters({ iccid, simulated: card.simulated }),
    clock: deps.clock,
  };
  const trips: { readonly trip: PacketTrip; readonly secret: boolean }[] = [];
  const watch: OtaRouteOptions['watch'] = (steps) => {
    const trip: PacketTrip = { left: undefined, proof: undefined };
    return {
      onLeaving: (packet) => {
        trip.left = packet;
        trips.push({ trip, secret: steps.some(({ step }) => step.declaration?.secret === true) });
      },
      onProof: (response) => {
        trip.proof = response;
      },
    };
  };
  const packing = planPacking(composition, fromHex(compose.tar), content.format);
  const way: Way = {
    keys: undefined,
    open: (session) => Promise.resolve(otaRoute(session, { ...packing, channel, watch })),
    spent: () => trips.length > 0,
    // Who has opened the keys overwrites them.
    forget: () => undefined,
  };
  deps.store.plans.replace(overTheAir(findPlan(deps, content.plan), set));
  const request = { plan: content.plan, iccid, keys: {} };
  const receipt = await applyStoredPlan(deps, card, request, actor, options, () => way);
  const error = problemOf(receipt);
  // Nothing has left: what should have is shown beside the reason.
  if (trips.length === 0 && error !== undefined && first !== undefined) {
    const { tar, data, secret } = first;
    const trial = buildCommandPacket({ ...form, tar, counter: 0, data }, form.keys);
    return { packets: [presentSent({ left: undefined, proof: undefined }, trial, form.keys, secret, error)] };
  }
  return {
    packets: trips.map(({ trip, secret }, i) => {
      const last = i === trips.length - 1;
      return presentSent(trip, new Uint8Array(), form.keys, secret, last ? error : undefined);
    }),
  };
}

/** The plan on this way, which its receipt is going to name. */
function overTheAir(plan: PlanDoc, { id, name }: OtaKeySet): PlanDoc {
  const route: RouteOptionDoc = {
    route: 'scp80',
    keySet: { id, name },
    usable: true,
    why: 'It was composed at the OTA bench.',
    needs: [],
  };
  const others = (plan.routes ?? []).filter((option) => option.route !== 'scp80' || option.keySet?.id !== id);
  return { ...plan, ...routeIn([route, ...others]) };
}

/** What the last packet has to tell. */
function problemOf({ result, error, number }: ReceiptDoc): ErrorDoc | undefined {
  return error ?? (result === 'verified' ? undefined : presentError(notAsPlanned(number)));
}
