import type { VerificationDoc } from '../contract/plan.ts';
import type { ProcedureOptions } from '../procedures/progress.ts';
import { verifyPlan } from '../procedures/verify.ts';
import type { Actor } from './actor.ts';
import { Audit } from './audit.ts';
import type { JobDeps } from './deps.ts';
import type { JobCard } from './job-card.ts';
import { type DesiredState, planOnInventory } from './plan-for-card.ts';
import { presentVerificationItem } from './present/verification.ts';

/**
 * Compares the card with what a profile wants, byte for byte. Only reads. What stands in the way of comparing at all (a value that is
 * missing, a file that is not there) is thrown; it never counts as verified.
 */
export async function verifyCard(
  deps: JobDeps,
  card: JobCard,
  desired: DesiredState,
  actor: Actor,
  options: ProcedureOptions,
): Promise<VerificationDoc> {
  const { plan } = await planOnInventory(deps, card, { kind: 'provision', ...desired }, options);
  const [blocker] = plan.blockers;
  if (plan.iccid === '' && blocker !== undefined) throw blocker;
  const items = (await verifyPlan(card.session, plan, options)).map(presentVerificationItem);
  const wrong = items.filter(({ match }) => !match).length;
  if (wrong === 0 && blocker !== undefined) throw blocker;
  const subject = { action: 'card.verify', reader: card.reader, iccid: plan.iccid };
  const { name, version } = desired.profile;
  const sentence = `Compared with ${name}@${version}: ${wrong} of ${items.length} contents differ.`;
  new Audit(deps.store, deps.clock).write(actor, subject, 'done', sentence);
  return { reader: card.reader, iccid: plan.iccid, at: deps.clock.now(), verified: wrong === 0, items };
}
