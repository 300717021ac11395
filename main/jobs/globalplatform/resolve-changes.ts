import { hex8, toHex } from '../../base/bytes.ts';
import { StoreError } from '../../base/error.ts';
import type { CardData } from '../../procedures/globalplatform/read-card-data.ts';
import type { CardChange, KeySetOnItsWay } from '../../store/card-changes.ts';
import type { StoredKeySet } from '../../store/key-sets.ts';
import { KeySetIds } from '../custody/key-set-id.ts';
import { vaultOwner } from '../custody/key-shelf.ts';
import type { KeyedCard } from '../custody/types.ts';
import type { JobCard } from '../job-card.ts';
import { holds } from './changes/read-expected.ts';
import type { ContentDeps } from './deps.ts';
import { type AskedKeySet, type InForce, isInForce } from './key-in-force.ts';
import type { KeySource } from './key-source.ts';
import { adoptPending, forgetPending, takePending } from './pending-keys.ts';
import type { ContentItem } from './registry.ts';

/** The security domain that is selected, and what it told without keys. */
export interface AskedDomain {
  readonly aid: Uint8Array;
  readonly data: CardData;
}

type KeyChange = CardChange & { readonly document: { readonly keySet: KeySetOnItsWay } };

/**
 * Finds out which keys a card has after a PUT KEY whose answer was lost: it is asked with the new keys, then with the old ones. What is
 * found is kept: the new set in the place of the old one, or the old one as it was.
 * @param offered keys at hand that may be the old ones, where the station does not hold those
 * @returns the changes that could not be cleared up: the vault is locked, neither set fits, or another security domain has to be asked
 */
export async function resolveKeyChanges(
  deps: ContentDeps,
  card: JobCard & KeyedCard,
  domain: AskedDomain,
  offered?: KeySource,
): Promise<readonly CardChange[]> {
  const left: CardChange[] = [];
  for (const change of deps.store.cardChanges.unknown(card.iccid, card.simulated)) {
    if (!isKeyChange(change)) continue;
    // Another security domain says nothing of these keys.
    const asked = change.document.domain === toHex(domain.aid);
    const taken = asked ? await becameOf(deps, card, domain.data, change, offered) : 'cannot-tell';
    if (taken === 'cannot-tell' || !keepOutcome(deps, change, taken === 'yes')) left.push(change);
  }
  return left;
}

function isKeyChange(change: CardChange): change is KeyChange {
  return change.document.keySet !== undefined;
}

/** Whether the card has the new keys. */
async function becameOf(
  deps: ContentDeps,
  card: JobCard & KeyedCard,
  data: CardData,
  { id, document: { keySet } }: KeyChange,
  offered: KeySource | undefined,
): Promise<InForce> {
  const { vault, custody, clock } = deps;
  const counters = custody.counters(card);
  const ask = async (set: AskedKeySet | undefined): Promise<InForce> => {
    if (set === undefined) return 'cannot-tell';
    try {
      return await isInForce(card.session, set, counters, clock);
    } finally {
      for (const key of set.keys) key.fill(0);
    }
  };
  try {
    vault.requireOpen();
    const fresh = await ask(newSet(deps, id, keySet));
    if (fresh !== 'no') return fresh;
    // Without a set to replace, a card without the version has not taken the new one.
    const versions = data.keys?.map(({ version }) => version);
    if (keySet.replaces === 0) return versions?.includes(keySet.version) === true ? 'cannot-tell' : 'no';
    for (const old of oldSets(deps, card, keySet))
      if ((await ask(storedSet(deps, old, keySet.replaces))) === 'yes') return 'no';
    if ((await ask(offeredSet(keySet, offered))) === 'yes') return 'no';
    return 'cannot-tell';
  } catch (error) {
    if (error instanceof StoreError && error.code === 'vault.locked') return 'cannot-tell';
    throw error;
  }
}

function newSet(
  { vault, store }: ContentDeps,
  change: string,
  keySet: KeySetOnItsWay,
): AskedKeySet | undefined {
  const keys = takePending(vault, change, keySet);
  if (keys === undefined) return undefined;
  const { owner, kind, name, version, document } = keySet;
  const id = new KeySetIds({ store, vault }).idOf([owner.by, owner.value, kind, name], keys);
  return { id, kind, version, document, keys };
}

/** What the card may have still: the set that was to be replaced, and others of its version that have come to the station since. */
function oldSets(
  { store, custody }: ContentDeps,
  card: KeyedCard,
  { kind, replacedSet, replaces }: KeySetOnItsWay,
): readonly StoredKeySet[] {
  const ids = new Set(replacedSet === undefined ? [] : [replacedSet]);
  for (const { id } of custody.keySets(card)) ids.add(id);
  return [...ids]
    .flatMap((id) => store.keySets.get(id) ?? [])
    .filter((set) => set.kind === kind && (set.id === replacedSet || set.version === replaces));
}

function storedSet(
  { vault }: ContentDeps,
  { id, kind, document }: StoredKeySet,
  version: number,
): AskedKeySet {
  const keys = document.keys.flatMap((name) => vault.get(vaultOwner(id), name) ?? []);
  return { id, kind, version, document, keys };
}

/** Copies: they are overwritten after use. */
function offeredSet(
  { kind, replaces }: KeySetOnItsWay,
  offered: KeySource | undefined,
): AskedKeySet | undefined {
  if (kind !== 'globalplatform' || offered?.kind !== 'typed' || ![replaces, 0].includes(offered.version))
    return undefined;
  const { keys, diversification, option, protocol } = offered;
  const aes = protocol === 'scp03' || (protocol === undefined && keys.enc.length > 16);
  const candidates = [keys.enc, keys.mac, keys.dek].map((key) => key.slice());
  return {
    id: '',
    kind,
    version: replaces,
    document: {
      algorithm: aes ? 'aes-128' : '3des-2',
      ...(protocol === undefined ? {} : { protocol }),
      ...(option === undefined ? {} : { option: hex8(option).toLowerCase() }),
      diversification,
      authorises: [],
      keys: ['enc', 'mac', 'dek'],
      checkValues: {},
    },
    keys: candidates,
  };
}

function keepOutcome(
  { store, vault, shelf, clock }: ContentDeps,
  change: KeyChange,
  taken: boolean,
): boolean {
  const { id, document } = change;
  return store.transaction(() => {
    if (taken && !adoptPending(vault, shelf, id, document.keySet)) return false;
    if (!taken) forgetPending(vault, id, document.keySet);
    store.cardChanges.end(id, taken ? 'done' : 'failed', clock.now());
    return true;
  });
}

/** What the registry of a security domain says of other changes of it whose end is unknown is kept. */
export function resolveByRegistry(
  { store, clock }: ContentDeps,
  { iccid, simulated }: KeyedCard,
  aid: Uint8Array,
  items: readonly ContentItem[],
): void {
  for (const { id, document } of store.cardChanges.unknown(iccid, simulated)) {
    const { expected, keySet, domain } = document;
    // Another security domain does not see all.
    if (keySet !== undefined || expected.length === 0 || domain !== toHex(aid)) continue;
    const made = expected.every((item) => holds(items, item));
    store.cardChanges.end(id, made ? 'done' : 'failed', clock.now());
  }
}
