import type { EfDeclaration, StandardAccess } from './declare.ts';

/** Access conditions of a standard's table; activating and deactivating need an ADM in all the tables used here. */
export function standardAccess(read: StandardAccess, update: StandardAccess): EfDeclaration['access'] {
  return { read, update, activate: 'ADM', deactivate: 'ADM' };
}
