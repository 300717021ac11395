import type { Clock, IdSource } from '../base/ports.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault/vault.ts';
import type { Custody } from './custody/custody.ts';

/** What jobs are given once. */
export interface JobDeps {
  readonly store: Store;
  readonly vault: Vault;
  /** The key sets that routes are opened with. */
  readonly custody: Custody;
  readonly clock: Clock;
  readonly ids: IdSource;
}
