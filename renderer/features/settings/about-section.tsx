import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Section } from './section.tsx';
import '../../ui/table.css';

/** Version, host and where the data are. */
export function AboutSection() {
  const { t } = useTranslation();
  const { data, error } = useAnswer('station.get', {});
  return (
    <Section title={t('settings.about.title')} lead={t('settings.about.lead')}>
      {error !== null && <ErrorBlock error={error} />}
      {data === undefined && error === null && <Skeleton />}
      {data !== undefined && (
        <table className="table">
          <tbody>
            <tr>
              <th scope="row">{t('settings.about.version')}</th>
              <td>{data.version}</td>
            </tr>
            <tr>
              <th scope="row">{t('settings.about.host')}</th>
              <td>{t(`settings.about.hostName.${data.host}`)}</td>
            </tr>
            <tr>
              <th scope="row">{t('settings.about.folder')}</th>
              <td className="mono">{data.folder}</td>
            </tr>
            <tr>
              <th scope="row">{t('settings.about.licence')}</th>
              <td>Apache-2.0</td>
            </tr>
          </tbody>
        </table>
      )}
    </Section>
  );
}
