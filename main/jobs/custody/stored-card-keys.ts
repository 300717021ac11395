import type { StoredCardKeysDoc } from '../../contract/keys.ts';
import type { Store } from '../../store/store.ts';

/** The PINs, PUKs and ADM keys that are stored, by card; never their values. Works while the vault is locked. */
export function storedCardKeys(store: Store, iccid?: string): readonly StoredCardKeysDoc[] {
  const ofCards = store.secrets.all().filter(({ owner }) => /^\d{18,20}$/.test(owner));
  const wanted = iccid === undefined ? ofCards : ofCards.filter(({ owner }) => owner === iccid);
  return [...Map.groupBy(wanted, ({ owner }) => owner)].map(([owner, keys]) => ({
    iccid: owner,
    names: keys.map(({ name }) => name),
  }));
}
