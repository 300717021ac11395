import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { SignMark } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './diagnosis.css';

/** What was looked at on this machine, and the command that helps. */
export function Diagnosis() {
  const { t } = useTranslation();
  const { data, error, isPending, isFetching, refetch } = useAnswer('readers.diagnose', {});
  if (isPending) return <Skeleton lines={4} />;
  if (error !== null) return <ErrorBlock error={error} />;
  return (
    <section className="stack" aria-label={t('cards.diagnosis.title')}>
      <div className="row spread">
        <h3>{t('cards.diagnosis.title')}</h3>
        <Button small isPending={isFetching} onPress={() => void refetch()}>
          {t('cards.diagnosis.run')}
        </Button>
      </div>
      <ul className="diagnosis">
        {data.map((item) => (
          <li key={item.check} className="diagnosis-item">
            <SignMark state={item.result} />
            <div className="diagnosis-text">
              <p>
                <span className="visually-hidden">{t(`health.${item.result}`)}: </span>
                <strong>{item.check}</strong>
              </p>
              <p>{item.what}</p>
              {item.remedy !== undefined && <p className="quiet">{item.remedy}</p>}
              {item.command !== undefined && (
                <div className="diagnosis-command">
                  <code>{item.command}</code>
                  <CopyButton text={item.command} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
