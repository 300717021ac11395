import { ground } from './001-ground.ts';
import { remote } from './002-remote.ts';
import { envelopes } from './003-envelopes.ts';
import type { Migration } from './migration.ts';

/** In the order they run; the position counts, so only append. */
export const migrations: readonly Migration[] = [ground, remote, envelopes];
