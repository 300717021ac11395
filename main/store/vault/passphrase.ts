import { randomBytes, scrypt } from 'node:crypto';
import { canonicalJson } from '../canonical.ts';
import { noMemory, wrongPassphrase } from './errors.ts';
import type { PassphraseWrap, ScryptParameters } from './key-wraps.ts';
import { keyCheck, seal, unseal } from './seal.ts';

export type ScryptCost = Pick<ScryptParameters, 'n' | 'r' | 'p'>;

/** 32 MiB and about a third of a second; as hard as the usual n = 2^17 with p = 1, in a quarter of the memory. */
export const scryptCost: ScryptCost = { n: 2 ** 15, r: 8, p: 3 };

/** The station key under `passphrase`, with a fresh salt. */
export async function wrapByPassphrase(
  stationKey: Uint8Array,
  passphrase: string,
  cost: ScryptCost,
): Promise<PassphraseWrap> {
  const parameters: ScryptParameters = { kdf: 'scrypt', ...cost, salt: randomBytes(16).toString('hex') };
  const key = await derive(passphrase, parameters);
  const wrap = {
    parameters,
    wrapped: seal(key, stationKey, boundTo(parameters)),
    keyCheck: keyCheck(stationKey),
  };
  key.fill(0);
  return wrap;
}

/** The station key. @throws StoreError `vault.wrong-passphrase` */
export async function unwrapByPassphrase(wrap: PassphraseWrap, passphrase: string): Promise<Uint8Array> {
  const key = await derive(passphrase, wrap.parameters);
  const stationKey = unseal(key, wrap.wrapped, boundTo(wrap.parameters));
  key.fill(0);
  if (stationKey !== undefined) return stationKey;
  throw wrongPassphrase();
}

function boundTo(parameters: ScryptParameters): string {
  return `cardwright station key ${canonicalJson(parameters)}`;
}

/** RFC 7914 over the UTF-8 of the passphrase in Unicode form NFKC, so that keyboards do not matter; 32 bytes. */
function derive(passphrase: string, { n, r, p, salt }: ScryptParameters): Promise<Uint8Array> {
  const options = { N: n, r, p, maxmem: 128 * n * r + 128 * r * p + 1024 * 1024 };
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, options, (error, key) => {
    if (error === null) resolve(key);
    else reject(noMemory(error));
  });
  return promise;
}
