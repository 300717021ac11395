import { askSecret } from './secrets.ts';
import type { Session } from './session.ts';

export interface VaultOptions {
  readonly passphraseFile?: string;
}

/** Opens the vault when it is `needed` and locked; sets its passphrase when it has none. */
export async function openVault(session: Session, options: VaultOptions, needed: boolean): Promise<void> {
  if (!needed) return;
  const { vault } = await session.call('station.get', {});
  if (vault === 'open') return;
  const passphrase = await askSecret({
    name: vault === 'not-set' ? 'New passphrase of this station’s vault' : 'Passphrase of the vault',
    file: options.passphraseFile,
    variable: 'CARDWRIGHT_PASSPHRASE',
    twice: vault === 'not-set',
  });
  await session.call('vault.open', { passphrase });
}
