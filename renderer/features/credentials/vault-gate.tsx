import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Passphrase } from '../settings/passphrase.tsx';

/** Opens or sets up the vault in place, where it is not open. */
export function VaultGate() {
  const { t } = useTranslation();
  const vault = useAnswer('station.get', {}).data?.vault;
  if (vault === undefined || vault === 'open') return null;
  return (
    <Notice
      state={vault === 'refused' ? 'attention' : 'unknown'}
      title={t(`credentials.vault.${vault}`)}
      {...(vault !== 'refused' && {
        action: <Passphrase key={vault} isNew={vault === 'not-set'} />,
      })}
    >
      <p>{t(`credentials.vault.${vault}Lead`)}</p>
    </Notice>
  );
}
