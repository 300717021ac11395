import { attempt } from '../../channel/scp80/attempt.ts';
import { nextCounter } from '../../channel/scp80/counter.ts';
import { plannedSteps } from '../../procedures/apply/planned-steps.ts';
import { usesCounter } from '../../procedures/ota/channel.ts';
import { packingFor, total } from '../../procedures/ota/packing.ts';
import type { BatchedStep } from '../../procedures/plan/types.ts';
import type { OtaKeySet } from '../custody/types.ts';
import { noDataDownload } from './errors.ts';
import { packingOf } from './packets.ts';
import { closed, failedBefore, open, type RouteQuestion, type SurveyedRoute } from './survey.ts';

/**
 * SCP80 with one key set: whether every step has an application of the card and fits into its buffer, and what is going to be sent. What the
 * card allows is known from its answer only.
 * @param download whether the card announces data download; undefined where that cannot be read
 */
export function surveyOverTheAir(
  set: OtaKeySet,
  { plan, failed }: Pick<RouteQuestion, 'plan' | 'failed'>,
  download: boolean | undefined,
): SurveyedRoute {
  const identity = { route: 'scp80', keySet: { id: set.id, name: set.name } } as const;
  if (set.problem !== undefined) return closed(identity, set.problem);
  if (download === false) return closed(identity, noDataDownload());
  const options = packingOf(set);
  const packing = packingFor(options);
  const steps = plannedSteps(plan.steps);
  for (const step of steps) {
    const problem = packing.problemWith(step);
    if (problem !== undefined) return closed(identity, problem);
  }
  const packets: BatchedStep[][] = [];
  for (let at = 0; at < steps.length; at += packets.at(-1)!.length)
    packets.push(steps.slice(at, at + packing.share(steps.slice(at))));
  const size = total(packets.map((packet) => packing.sizeOf(packet)));
  const { envelopes, bytes } = size;
  // Each packet spends one: a plan that ran out of them half way could not be finished over this set.
  const counted = attempt(() =>
    usesCounter(options.channel) ? nextCounter((set.counter ?? 0) + size.packets - 1) : 0,
  );
  if (!counted.ok) return closed(identity, counted.error);
  const again = failed.has(set.id);
  const why = again ? failedBefore : download === undefined ? unannounced : ruled;
  return open(identity, !again, { why, needs: [], envelopes, bytes });
}

const ruled = 'The keys are stored; the rules of the card say what packets may change.';
const unannounced =
  'The keys are stored; whether the card takes packets cannot be read and shows when they are sent.';
