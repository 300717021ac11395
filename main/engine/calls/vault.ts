import type { Handler } from './context.ts';

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
