import { CardwrightError } from '../base/error.ts';
import type { Clock } from '../base/ports.ts';
import type { Store } from '../store/store.ts';
import type { KeyWrapper } from '../store/vault/key-wrapper.ts';
import { Vault } from '../store/vault/vault.ts';
import type { EngineLog } from './log.ts';

/**
 * The vault of the station. With an OS keychain it is opened at once, and made where there is none: its user has logged in to the system
 * already. A keychain that does not open it leaves it locked; a passphrase may.
 */
export async function openVault(
  store: Store,
  clock: Clock,
  keychain: KeyWrapper | undefined,
  log: EngineLog,
): Promise<Vault> {
  const { keyWraps, secrets } = store;
  const vault = new Vault({ keyWraps, secrets, clock, ...(keychain === undefined ? {} : { keychain }) });
  const mayOpen = keyWraps.keychain() !== undefined || keyWraps.passphrase() === undefined;
  try {
    if (keychain !== undefined && mayOpen && (await keychain.available())) await vault.openByKeychain();
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    log.write(`the keychain did not open the vault: ${error.code}`);
  }
  return vault;
}
