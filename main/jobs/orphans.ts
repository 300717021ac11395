import { InterruptedError, StoreError } from '../base/error.ts';
import type { Clock } from '../base/ports.ts';
import type { ReceiptDoc } from '../contract/receipt.ts';
import type { Store } from '../store/store.ts';
import type { Actor } from './actor.ts';
import { Audit } from './audit.ts';
import { draftReceipt } from './draft-receipt.ts';
import { presentError } from './present/error.ts';

/** Where a plan stands whose engine is gone: what was intended may or may not have reached the card. */
const engineGone = presentError(
  new InterruptedError('engine.gone', 'Cardwright ended in the middle of this.', {
    meaning: 'The last step may or may not be on the card: it is unknown until the card is read.',
    hint: 'Put the card into a reader and make a new plan for it; that reads the card first.',
  }),
);

const nobody: Actor = { station: '', operator: '', origin: 'engine' };

/**
 * Ends what processes that are gone have left behind: operations fail, plans in `applying` become `interrupted` with their intended
 * steps unknown, each with its receipt; changes of keys and contents that were intended are unknown. Called when an engine starts; two that start at once do not do it twice.
 */
export function closeOrphans(store: Store, clock: Clock): ReceiptDoc[] {
  for (const engine of store.operations.engines())
    if (!store.presence.isAlive(engine)) store.operations.abandon(engine, clock.now(), engineGone);
  for (const engine of store.cardChanges.engines())
    if (!store.presence.isAlive(engine)) store.cardChanges.abandon(engine, clock.now(), engineGone);
  const receipts = store.plans
    .applying()
    .filter(({ engine }) => !store.presence.isAlive(engine))
    .map(({ id }) => closePlan(store, clock, id));
  store.presence.sweep();
  return receipts.filter((receipt) => receipt !== undefined);
}

/** A plan that was changed by hand stays as it is, with a line in the audit log at each start; it must not keep the others. */
function closePlan(store: Store, clock: Clock, id: string): ReceiptDoc | undefined {
  try {
    return store.transaction(() => interruptPlan(store, clock, id));
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'store.tampered') throw error;
    const what = `The interrupted plan ${id} cannot be read: ${error.message}`;
    new Audit(store, clock).write(nobody, { action: 'plan.interrupted' }, 'failed', what);
    return undefined;
  }
}

/** In one transaction, so that there is no state in between for the next process to find. */
function interruptPlan(store: Store, clock: Clock, id: string): ReceiptDoc | undefined {
  if (!store.plans.end(id, 'interrupted')) return undefined;
  store.steps.intendedToUnknown(id, engineGone);
  store.steps.skipPending(id);
  const plan = store.plans.get(id);
  const internals = store.plans.internals(id);
  if (plan === undefined || internals === undefined || internals.run === null) return undefined;
  const { run, simulated, apdus, envelopes } = internals;
  const receipt = store.receipts.append(
    draftReceipt({
      plan,
      run,
      simulated,
      result: 'interrupted',
      readBack: [],
      apdus,
      envelopes: plan.route === 'scp80' ? (envelopes ?? 0) : undefined,
      finishedAt: clock.now(),
      error: engineGone,
    }),
  );
  new Audit(store, clock).write(
    { ...run, origin: 'engine' },
    { action: 'plan.interrupted', reader: run.reader, iccid: plan.iccid },
    'failed',
    `The plan for this card was interrupted: ${engineGone.what}`,
  );
  return receipt;
}
