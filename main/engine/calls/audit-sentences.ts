import type { CallName } from '../../contract/calls.ts';

/** Jobs that write lines of their own, with more to say than the engine knows. */
export const auditedByJobs: ReadonlySet<CallName> = new Set([
  'plan.make',
  'plan.wipe',
  'plan.apply',
  'card.verify',
]);

/** What the audit log says of a call that has been done; those that are not here are not in it. */
export const auditSentences: Partial<Readonly<Record<CallName, string>>> = {
  'station.set': 'The station or its operator was named.',
  'vault.open': 'The vault was opened.',
  'vault.lock': 'The vault was locked.',
  'vault.putAdm': 'A key of the card was stored.',
  'vault.forget': 'A stored key of the card was forgotten.',
  'simulator.add': 'A simulated reader was added.',
  'simulator.remove': 'A simulated reader was removed.',
  'card.report': 'The card was read.',
  'card.read': 'A file of the card was read.',
  'card.health': 'The health of the card was checked.',
  'card.keys': 'The remaining tries of the card were read.',
  'profiles.save': 'A profile was saved.',
  'profiles.delete': 'A profile was deleted.',
  'operations.cancel': 'An operation was cancelled.',
};
