import type { Clock, IdSource } from '../base/ports.ts';
import { closeOrphans } from '../jobs/orphans.ts';
import { Store } from '../store/store.ts';

/** Opens the database and ends in it what engines that are gone have left running. */
export function openStore(folder: string, clock: Clock, ids: IdSource): Store {
  const store = new Store(folder, ids);
  try {
    closeOrphans(store, clock);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
