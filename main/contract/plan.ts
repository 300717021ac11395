import * as z from 'zod';
import { contentDoc, hexText, instant, pathText } from './card.ts';
import { errorDoc } from './error.ts';
import { valuesDoc } from './profile.ts';

export const stepState = z.enum(['pending', 'intended', 'done', 'failed', 'unknown', 'skipped']);

/** One change of the card. */
export const stepDoc = z.strictObject({
  index: z.number().int(),
  kind: z.enum(['create-file', 'resize-file', 'activate-file', 'update-binary', 'update-record']),
  path: pathText,
  /** `EF_1M2MST`. */
  file: z.string(),
  title: z.string(),
  /** 1 is the first; only for update-record. */
  record: z.number().int().optional(),
  before: contentDoc.optional(),
  after: contentDoc.optional(),
  /** Bytes that change, in `after`. */
  changed: z.array(z.strictObject({ offset: z.number().int(), length: z.number().int() })),
  /** Keys needed, `ADM1`; empty when always allowed. */
  needs: z.array(z.string()),
  advice: z.enum(['yes', 'caution', 'no']).optional(),
  /** Why the standard advises against it, in a sentence. */
  caution: z.string().optional(),
  state: stepState,
  /** Status word of the writing command, four hexadecimal digits. */
  sw: z.string().optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
});
export type StepDoc = z.infer<typeof stepDoc>;

export const keyNeedDoc = z.strictObject({
  name: z.string(),
  reference: z.string(),
  triesLeft: z.number().int().optional(),
  state: z.enum(['enabled', 'disabled', 'verified', 'blocked', 'absent', 'unknown']),
  /** The station holds this key for this card. */
  stored: z.boolean(),
});
export type KeyNeedDoc = z.infer<typeof keyNeedDoc>;

/** How a plan's writing commands reach the card. */
export const routeName = z.enum(['plain', 'scp80', 'scp02', 'scp03']);
export type RouteName = z.infer<typeof routeName>;

/** A way to the card, whether it can be used for this plan, and why. */
export const routeOptionDoc = z.strictObject({
  route: routeName,
  /** The key set it takes; absent for `plain`. */
  keySet: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  usable: z.boolean(),
  /** Why this route was chosen, or is offered, in a sentence. */
  why: z.string(),
  /** Why it cannot be used. */
  problem: errorDoc.optional(),
  /** Names of keys that have to be presented all the same. */
  needs: z.array(z.string()),
  /** ENVELOPEs and bytes of packets, of `scp80`. */
  envelopes: z.number().int().optional(),
  bytes: z.number().int().optional(),
});
export type RouteOptionDoc = z.infer<typeof routeOptionDoc>;

export const planDoc = z.strictObject({
  id: z.string(),
  kind: z.enum(['provision', 'wipe']),
  createdAt: instant,
  reader: z.string(),
  iccid: z.string(),
  profile: z.strictObject({ id: z.string(), digest: z.string() }),
  values: valuesDoc,
  /** The directory that is provisioned. */
  target: pathText,
  /** The route it is going to take. */
  route: routeName,
  /** Id of the key set of the route. */
  keySet: z.string().optional(),
  /** All routes, the chosen one first; plans of earlier releases have none. */
  routes: z.array(routeOptionDoc).optional(),
  steps: z.array(stepDoc),
  /** Keys of the card that the steps ask for, on any of the routes. */
  keys: z.array(keyNeedDoc),
  /** Files that are already right. */
  unchanged: z.array(z.strictObject({ path: pathText, file: z.string() })),
  /** Why this plan cannot be applied; empty when it can. */
  blockers: z.array(errorDoc),
  state: z.enum(['ready', 'nothing-to-do', 'blocked', 'applying', 'applied', 'stopped', 'interrupted']),
  /** An earlier plan for this card that did not finish; this one rolls it forward. */
  continues: z.string().optional(),
});
export type PlanDoc = z.infer<typeof planDoc>;

/** The keys that have to be presented on the chosen route; all that the steps ask for where none is open. */
export function keysToPresent({ keys, routes, state }: PlanDoc): KeyNeedDoc[] {
  const chosen = routes?.[0];
  return chosen === undefined || state === 'blocked'
    ? keys
    : keys.filter(({ name }) => chosen.needs.includes(name));
}

/** One file or record compared with what it should be. */
export const verificationItemDoc = z.strictObject({
  path: pathText,
  file: z.string(),
  record: z.number().int().optional(),
  expected: hexText,
  actual: hexText.optional(),
  match: z.boolean(),
});
export type VerificationItemDoc = z.infer<typeof verificationItemDoc>;

export const verificationDoc = z.strictObject({
  reader: z.string(),
  iccid: z.string(),
  at: instant,
  verified: z.boolean(),
  items: z.array(verificationItemDoc),
});
export type VerificationDoc = z.infer<typeof verificationDoc>;
