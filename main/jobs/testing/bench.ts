import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { tempFolder } from '../../store/testing/temp-folder.ts';
import { tempStore } from '../../store/testing/temp-store.ts';
import { Vault } from '../../store/vault/vault.ts';
import { Custody } from '../custody/custody.ts';
import type { JobCard } from '../job-card.ts';
import { Provisioning } from '../provision.ts';
import { cardOn } from './card-on.ts';

/** A station with its store. */
export function bench(folder = tempFolder()) {
  const store = tempStore(folder);
  let now = 1_700_000_000_000;
  const clock = { now: () => ++now };
  const cost = { n: 16, r: 1, p: 1 };
  const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock, cost });
  const custody = new Custody({ store, vault, clock });
  const ids = { next: () => globalThis.crypto.randomUUID() };
  const jobs = new Provisioning({ store, vault, custody, clock, ids });
  return { folder, store, vault, custody, clock, jobs };
}

export const seeded = (seed: string): Uicc => createUicc({ image: loadSeed(seed).image });

/** The card in the reader of the station, powered. */
export async function inReader(uicc: Uicc, signal?: AbortSignal): Promise<JobCard> {
  return cardOn(await connectUicc(uicc), signal);
}
