import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Passphrase } from '../settings/passphrase.tsx';

/** Opens or sets up the vault in place, where it is not open. */
export function VaultGate({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const { t } = useTranslation();
  const vault = useAnswer('station.get', {}).data?.vault;
  if (vault === undefined || vault === 'open') return null;
  return (
    <Notice state={vault === 'refused' ? 'attention' : 'unknown'} title={t(`credentials.vault.${vault}`)}>
      <div className="stack-tight">
        <p>{t(`credentials.vault.${vault}Lead`)}</p>
        {vault !== 'refused' && <Passphrase key={vault} isNew={vault === 'not-set'} autoFocus={autoFocus} />}
      </div>
    </Notice>
  );
}
