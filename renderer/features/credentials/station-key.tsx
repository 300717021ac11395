import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { download } from '../../ui/download.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** The public key of this station, for whoever sends it files of keys. */
export function StationKey() {
  const { t } = useTranslation();
  const { data, error } = useAnswer('keys.stationKey', {});
  return (
    <section className="panel stack-tight" aria-labelledby="station-key">
      <h2 id="station-key">{t('credentials.station.title')}</h2>
      <p className="quiet prose">{t('credentials.station.lead')}</p>
      {error !== null && <ErrorBlock error={error} />}
      {data === undefined && error === null && <Skeleton lines={1} />}
      {data !== undefined && (
        <>
          <p>
            <span className="quiet">{t('credentials.station.thumbprint')}</span>{' '}
            <span className="mono">{data.thumbprint}</span>
          </p>
          <div className="row">
            <Button
              onPress={() =>
                download('station-key.jwk.json', 'application/jwk+json', JSON.stringify(data.jwk, null, 2))
              }
            >
              {t('credentials.station.save')}
            </Button>
            <CopyButton text={JSON.stringify(data.jwk)} label={t('credentials.station.copy')} />
          </div>
        </>
      )}
    </section>
  );
}
