import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';
import { StoreError } from '../../base/error.ts';
import type { StationKeyDoc } from '../../contract/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Vault } from '../../store/vault/vault.ts';

/** How files of keys are sealed to a station: RFC 7518 4.6 and 5.3. */
export const sealing = { alg: 'ECDH-ES+A256KW', crv: 'P-256', enc: 'A256GCM' } as const;

const owner = 'station';
const name = 'sealing key';
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const privateJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal(sealing.crv),
  x: coordinate,
  y: coordinate,
  d: coordinate,
});

/** The key pair of the station, to which files of keys are sealed: made when it is first needed, its private key in the vault. */
export class StationKey {
  readonly #store: Store;
  readonly #vault: Vault;

  constructor({ store, vault }: { store: Store; vault: Vault }) {
    this.#store = store;
    this.#vault = vault;
  }

  /** What a sender of keys is given. @throws StoreError `vault.locked` */
  async publicKey(): Promise<StationKeyDoc> {
    const { kty, crv, x, y } = this.#stored() ?? (await this.#make());
    const thumbprint = await calculateJwkThumbprint({ kty, crv, x, y });
    return { jwk: { kty, crv, x, y, kid: thumbprint, use: 'enc', alg: sealing.alg }, thumbprint };
  }

  /** For opening what was sealed to the station. @throws StoreError `vault.locked` */
  async privateKey(): Promise<{ readonly jwk: JWK; readonly thumbprint: string }> {
    const jwk = this.#stored() ?? (await this.#make());
    const { kty, crv, x, y } = jwk;
    return { jwk, thumbprint: await calculateJwkThumbprint({ kty, crv, x, y }) };
  }

  /** Another process may make one at the same moment: the first that is stored counts. */
  async #make(): Promise<z.infer<typeof privateJwk>> {
    this.#vault.requireOpen();
    const pair = await generateKeyPair(sealing.alg, { crv: sealing.crv, extractable: true });
    const made = privateJwk.parse(await exportJWK(pair.privateKey));
    return this.#store.transaction(() => {
      const known = this.#stored();
      if (known !== undefined) return known;
      const bytes = Buffer.from(JSON.stringify(made));
      this.#vault.put(owner, name, bytes);
      bytes.fill(0);
      return made;
    });
  }

  #stored(): z.infer<typeof privateJwk> | undefined {
    const bytes = this.#vault.get(owner, name);
    if (bytes === undefined) return undefined;
    const parsed = privateJwk.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    bytes.fill(0);
    if (parsed.success) return parsed.data;
    throw new StoreError('keys.station-key', 'The station’s key for sealed files cannot be used.', {
      hint: 'Report this; files can be imported unsealed meanwhile.',
      meaning: 'The stored keys are kept.',
    });
  }
}
