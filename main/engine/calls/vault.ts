import { InputError } from '../../base/error.ts';
import { keyName, keyReference } from '../../card/access/key-reference.ts';
import { encodePinDigits, encodePinHex } from '../../card/pin.ts';
import { forgetKeyOf } from '../../jobs/card-keys.ts';
import type { Handler } from './context.ts';
import { checkIccid } from './iccid.ts';

/**
 * With a key that is so far only in the OS keychain, the keychain opens it and the passphrase becomes a second way in, as the contract
 * says of a vault that has none.
 */
export const openVault: Handler<'vault.open'> = async ({ passphrase }, { parts }) => {
  const vault = await parts.vault.get();
  const store = await parts.store.get();
  if (store.keyWraps.passphrase() === undefined && store.keyWraps.keychain() !== undefined)
    await vault.openByKeychain();
  await vault.openByPassphrase(passphrase);
  return parts.stationChanged();
};

export const lockVault: Handler<'vault.lock'> = async (_input, { parts }) => {
  (await parts.vault.get()).lock();
  return parts.stationChanged();
};

export const putAdm: Handler<'vault.putAdm'> = async ({ iccid, key, value }, { parts }) => {
  const owner = checkIccid(iccid);
  const name = keyName(keyReference(key));
  const secret = value.format === 'digits' ? encodePinDigits(value.value) : encodePinHex(value.value);
  try {
    (await parts.vault.get()).put(owner, name, secret);
  } finally {
    secret.fill(0);
  }
  return {};
};

export const forgetKey: Handler<'vault.forget'> = async ({ iccid, key }, { parts }) => {
  const name = keyName(keyReference(key));
  if (forgetKeyOf(await parts.vault.get(), checkIccid(iccid), name)) return {};
  throw new InputError('vault.no-such-key', `The vault holds no ${name} of this card.`, {
    meaning: 'Nothing was changed.',
    hint: 'Check the ICCID and the name of the key.',
  });
};
