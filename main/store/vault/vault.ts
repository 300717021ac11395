import { randomBytes, timingSafeEqual } from 'node:crypto';
import { CardwrightError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { StationDoc } from '../../contract/station.ts';
import { keychainChanged, locked, noKeychain, noPassphrase, setMeanwhile, tampered } from './errors.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import type { KeyWrap, KeyWraps } from './key-wraps.ts';
import { type ScryptCost, scryptCost, unwrapByPassphrase, wrapByPassphrase } from './passphrase.ts';
import { keyCheck, seal, unseal } from './seal.ts';
import type { SealedSecrets } from './sealed-secrets.ts';

export type VaultState = StationDoc['vault'];

export interface VaultParts {
  readonly keyWraps: KeyWraps;
  readonly secrets: SealedSecrets;
  readonly clock: Clock;
  /** The keychain of the operating system, where the host has one. */
  readonly keychain?: KeyWrapper;
  readonly cost?: ScryptCost;
}

/**
 * Keys of cards, encrypted at rest under the station key: 32 random bytes, themselves wrapped by a passphrase, by the keychain of
 * the operating system, or by both. The station key is in memory only while the vault is open, and is overwritten by `lock`.
 */
export class Vault {
  readonly #parts: VaultParts;
  #stationKey: Uint8Array | undefined;

  constructor(parts: VaultParts) {
    this.#parts = parts;
  }

  /** `refused`: the key is in a keychain that this host does not offer or that would keep it in plain text. */
  async state(): Promise<VaultState> {
    if (this.#stationKey !== undefined) return 'open';
    const { keyWraps, keychain } = this.#parts;
    if (keyWraps.passphrase() !== undefined) return 'locked';
    if (keyWraps.keychain() !== undefined)
      return (await keychain?.available()) === true ? 'locked' : 'refused';
    return 'not-set';
  }

  /**
   * Opens the vault; on a station without a station key, makes one with this passphrase. Adds the passphrase where the key is so far
   * only in the keychain and the vault is open.
   * @throws StoreError `vault.wrong-passphrase`, `vault.no-passphrase`, `vault.busy`
   */
  async openByPassphrase(passphrase: string): Promise<void> {
    const { keyWraps, cost = scryptCost } = this.#parts;
    const known = keyWraps.passphrase();
    if (known !== undefined) return this.#keep(await unwrapByPassphrase(known, passphrase));
    if (this.#stationKey !== undefined)
      return keyWraps.putPassphrase(await wrapByPassphrase(this.#stationKey, passphrase, cost));
    if (keyWraps.keychain() !== undefined) throw noPassphrase();
    const stationKey = randomBytes(32);
    const wrap = await wrapByPassphrase(stationKey, passphrase, cost);
    if (!keyWraps.putFirst(() => keyWraps.putPassphrase(wrap))) throw setMeanwhile();
    this.#keep(stationKey);
  }

  /**
   * Opens the vault with the keychain; on a station without a station key, makes one. Adds the keychain where the key has so far only
   * a passphrase and the vault is open.
   * @throws StoreError `vault.no-keychain`, `vault.keychain-changed`, `vault.locked`, `vault.busy`
   */
  async openByKeychain(): Promise<void> {
    const { keyWraps, keychain } = this.#parts;
    if (keychain === undefined || !(await keychain.available())) throw noKeychain();
    const known = keyWraps.keychain();
    if (known !== undefined) return this.#keep(await unwrapByKeychain(known, keychain));
    if (this.#stationKey === undefined && keyWraps.passphrase() !== undefined) throw locked();
    const stationKey = this.#stationKey ?? randomBytes(32);
    const wrap = { wrapped: await keychain.wrap(stationKey), keyCheck: keyCheck(stationKey) };
    if (this.#stationKey !== undefined) return keyWraps.putKeychain(wrap);
    if (!keyWraps.putFirst(() => keyWraps.putKeychain(wrap))) throw setMeanwhile();
    this.#keep(stationKey);
  }

  /** The secrets stay as they are; only the station key is wrapped anew. @throws StoreError `vault.wrong-passphrase`, `vault.no-passphrase` */
  async changePassphrase(old: string, next: string): Promise<void> {
    const { keyWraps, cost = scryptCost } = this.#parts;
    const known = keyWraps.passphrase();
    if (known === undefined) throw noPassphrase();
    const stationKey = await unwrapByPassphrase(known, old);
    keyWraps.putPassphrase(await wrapByPassphrase(stationKey, next, cost));
    stationKey.fill(0);
  }

  lock(): void {
    this.#stationKey?.fill(0);
    this.#stationKey = undefined;
  }

  /** @throws StoreError `vault.locked` */
  requireOpen(): void {
    this.#open();
  }

  /** `secret` is copied; the caller may overwrite it. @throws StoreError `vault.locked` */
  put(owner: string, name: string, secret: Uint8Array): void {
    this.putSealed(owner, name, this.seal(owner, name, secret));
  }

  /** As it is stored, for {@link putSealed} in a transaction that is to be short. @throws StoreError `vault.locked` */
  seal(owner: string, name: string, secret: Uint8Array): Uint8Array {
    return seal(this.#open(), secret, boundTo(owner, name));
  }

  /** @param sealed by {@link seal}, for the same owner and name */
  putSealed(owner: string, name: string, sealed: Uint8Array): void {
    this.#parts.secrets.put(owner, name, sealed, this.#parts.clock.now());
  }

  /**
   * The secret, for the caller to overwrite after use; `undefined` when there is none.
   * @throws StoreError `vault.locked`, `vault.tampered`
   */
  get(owner: string, name: string): Uint8Array | undefined {
    const sealed = this.#parts.secrets.get(owner, name);
    if (sealed === undefined) return undefined;
    const secret = unseal(this.#open(), sealed, boundTo(owner, name));
    if (secret === undefined) throw tampered(owner, name);
    return secret;
  }

  /** Works while locked. */
  names(owner: string): string[] {
    return this.#parts.secrets.names(owner);
  }

  /** Works while locked. Whether there was one. */
  forget(owner: string, name: string): boolean {
    return this.#parts.secrets.delete(owner, name);
  }

  #keep(stationKey: Uint8Array): void {
    this.lock();
    this.#stationKey = stationKey;
  }

  #open(): Uint8Array {
    if (this.#stationKey === undefined) throw locked();
    return this.#stationKey;
  }
}

async function unwrapByKeychain(wrap: KeyWrap, keychain: KeyWrapper): Promise<Uint8Array> {
  let stationKey: Uint8Array;
  try {
    stationKey = Uint8Array.from(await keychain.unwrap(wrap.wrapped));
  } catch (cause) {
    throw cause instanceof CardwrightError ? cause : keychainChanged(cause);
  }
  if (stationKey.length === 32 && timingSafeEqual(keyCheck(stationKey), wrap.keyCheck)) return stationKey;
  throw keychainChanged(undefined);
}

/** A sealed secret opens only as what it was sealed as: it cannot be moved to another card or key. */
function boundTo(owner: string, name: string): string {
  return `cardwright secret ${JSON.stringify([owner, name])}`;
}
