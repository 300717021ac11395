import type { CallName } from '../../contract/calls.ts';

/** Jobs that write lines of their own, with more to say than the engine knows. */
export const auditedByJobs: ReadonlySet<CallName> = new Set([
  'plan.make',
  'plan.wipe',
  'plan.apply',
  'card.verify',
  'ota.send',
  'gp.apply',
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
  'keys.import': 'A file of keys was read.',
  'keys.check': 'Stored keys were checked.',
  'keys.forget': 'A stored key set was forgotten.',
  'keys.raiseCounter': 'The counter of a key set was raised.',
  'gp.info': 'A security domain was asked what it tells without keys.',
  'gp.list': 'The registry of the card was read.',
  'gp.plan': 'A change of the card’s content was planned.',
  'aka.authenticate': 'The card was asked to authenticate.',
  'aka.localKey': 'The card was asked for a key between it and a terminal.',
  'gba.bootstrap': 'The card was bootstrapped.',
  'gba.offlineAnswer': 'The card answered a challenge that was carried to it.',
  'gba.offlineComplete': 'A bootstrapping without network was completed.',
  'gba.offlineForget': 'An answer that waited for its completion was given up.',
  'credentials.forget': 'A credential was forgotten.',
  'credentials.test': 'A credential was tried at its server.',
  'credentials.export': 'A credential was handed over, sealed.',
  'operations.cancel': 'An operation was cancelled.',
};
