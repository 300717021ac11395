import type { Clock, IdSource } from '../base/ports.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault/vault.ts';

/** What jobs are given once. */
export interface JobDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: IdSource;
}
