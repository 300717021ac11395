import { useTranslation } from 'react-i18next';
import './signed-out.css';

/** A browser that the station does not know. */
export function SignedOut() {
  const { t } = useTranslation();
  return (
    <main className="signed-out">
      <div className="panel stack">
        <h1>{t('frame.signedOut.title')}</h1>
        <p>{t('frame.signedOut.lead')}</p>
        <p>
          <strong>{t('frame.signedOut.todo')}</strong>
        </p>
        <p className="quiet">{t('frame.signedOut.more')}</p>
      </div>
    </main>
  );
}
