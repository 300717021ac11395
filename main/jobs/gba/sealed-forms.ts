import * as z from 'zod';
import { fromHex, toHex } from '../../base/bytes.ts';
import { StoreError } from '../../base/error.ts';
import { SecretKey } from '../../procedures/gba/secret-key.ts';
import type { Vault } from '../../store/vault/vault.ts';

const bytes = (length: number) =>
  z.codec(
    z
      .string()
      .length(2 * length)
      .regex(/^[0-9a-f]*$/),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    { decode: (text) => fromHex(text), encode: (value) => toHex(value) },
  );

/** RAND of a bootstrapping. */
export const randForm = bytes(16);
/** Ks: as text only inside what is sealed. */
export const ksForm = z.codec(bytes(32), z.instanceof(SecretKey), {
  decode: (value) => {
    const key = new SecretKey(value);
    value.fill(0);
    return key;
  },
  encode: (key) => key.use((value) => value.slice()),
});

/** Seals `value` in the vault. @throws StoreError `vault.locked` */
export function putForm<S extends z.ZodType>(
  vault: Vault,
  owner: string,
  name: string,
  form: S,
  value: z.output<S>,
): void {
  const plain = Buffer.from(JSON.stringify(z.encode(form, value)));
  try {
    vault.put(owner, name, plain);
  } finally {
    plain.fill(0);
  }
}

/** What was sealed under this name; `undefined` when there is nothing. @throws StoreError `vault.locked`, `vault.tampered`, `store.tampered` */
export function getForm<S extends z.ZodType>(
  vault: Vault,
  owner: string,
  name: string,
  form: S,
): z.output<S> | undefined {
  const plain = vault.get(owner, name);
  if (plain === undefined) return undefined;
  try {
    const parsed = form.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')));
    if (parsed.success) return parsed.data;
  } finally {
    plain.fill(0);
  }
  throw new StoreError('gba.kept-malformed', 'A kept bootstrapping cannot be used any more.', {
    hint: 'Bootstrap again.',
    meaning: 'No card was touched.',
  });
}
