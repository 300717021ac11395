import type { Custody } from '../custody/custody.ts';
import type { KeyShelf } from '../custody/key-shelf.ts';
import type { JobDeps } from '../deps.ts';

/** What jobs on keys and contents of a card are given once. */
export interface ContentDeps extends JobDeps {
  readonly custody: Custody;
  readonly shelf: KeyShelf;
}
