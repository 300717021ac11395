import { CredentialShelf } from '../../jobs/gba/credential-shelf.ts';
import type { Parts } from '../parts.ts';

/** The credentials of this station. */
export async function shelfOf(parts: Parts): Promise<CredentialShelf> {
  const [store, vault] = [await parts.store.get(), await parts.vault.get()];
  return new CredentialShelf({ store, vault, clock: parts.clock, ids: parts.ids });
}
