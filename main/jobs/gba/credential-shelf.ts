import { AccessError, InputError, StoreError } from '../../base/error.ts';
import type { Clock, IdSource } from '../../base/ports.ts';
import type { EnrolmentCredential } from '../../procedures/gba/enrolment-credential.ts';
import { SecretKey } from '../../procedures/gba/secret-key.ts';
import type { StoredCredential } from '../../store/credentials.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../store/vault/vault.ts';

/** For whom a credential is kept. */
export interface Gateway {
  readonly gateway: string;
  readonly cseId?: string | undefined;
}

const keyName = 'key';
const ownerOf = (id: string): string => `credential ${id}`;

/** Km and Kpsa of gateways: what is known of them in the database, the keys sealed in the vault. */
export class CredentialShelf {
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #clock: Clock;
  readonly #ids: IdSource;

  constructor(parts: { store: Store; vault: Vault; clock: Clock; ids: IdSource }) {
    this.#store = parts.store;
    this.#vault = parts.vault;
    this.#clock = parts.clock;
    this.#ids = parts.ids;
  }

  /** Fails before a card is asked where nothing could be kept. @throws StoreError `vault.locked` */
  requireOpen(): void {
    this.#vault.requireOpen();
  }

  /** Key and record together, or neither. @throws StoreError `vault.locked` */
  keep({ gateway, cseId }: Gateway, credential: EnrolmentCredential, iccid: string): StoredCredential {
    const { kind, id: keyId, nafFqdn, uaProtocol, mode, expires: expiresAt } = credential;
    const stored: StoredCredential = {
      id: this.#ids.next(),
      gateway,
      document: {
        ...(cseId === undefined ? {} : { cseId }),
        kind,
        keyId,
        nafFqdn,
        uaProtocol,
        mode,
        iccid,
      },
      createdAt: this.#clock.now(),
      expiresAt,
    };
    this.#store.transaction(() => {
      credential.key.use((key) => this.#vault.put(ownerOf(stored.id), keyName, key));
      this.#store.credentials.add(stored);
    });
    return stored;
  }

  list(): StoredCredential[] {
    return this.#store.credentials.list();
  }

  /** @throws InputError `credential.unknown` */
  get(id: string): StoredCredential {
    const found = this.#store.credentials.get(id);
    if (found !== undefined) return found;
    throw new InputError('credential.unknown', 'There is no credential with this id.', {
      hint: 'List the credentials to see their ids.',
      meaning: 'Nothing was changed.',
    });
  }

  /**
   * The key of a credential that is still valid.
   * @throws AccessError `credential.expired`; StoreError `vault.locked`, `credential.no-key`
   */
  keyOf({ id, expiresAt }: StoredCredential): SecretKey {
    if (expiresAt <= this.#clock.now())
      throw new AccessError('credential.expired', 'The lifetime of this credential is over.', {
        hint: 'Bootstrap the card of the gateway again; the new credential takes its place.',
        meaning: 'The key was not used.',
        clause: '3GPP TS 33.220 4.5.3',
        details: { who: 'device', expires: new Date(expiresAt).toISOString() },
      });
    const bytes = this.#vault.get(ownerOf(id), keyName);
    if (bytes === undefined)
      throw new StoreError('credential.no-key', 'The key of this credential is not in the vault.', {
        hint: 'Forget the credential and bootstrap again.',
        meaning: 'Nothing was changed.',
      });
    const key = new SecretKey(bytes);
    bytes.fill(0);
    return key;
  }

  /** Record and key, for good. @throws InputError `credential.unknown` */
  forget(id: string): StoredCredential {
    const known = this.get(id);
    this.#store.transaction(() => {
      this.#vault.forget(ownerOf(id), keyName);
      this.#store.credentials.delete(id);
    });
    return known;
  }
}
