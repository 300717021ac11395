import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { formatTime, groupDigits } from '../../i18n/format.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Sign, type SignState } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import '../../ui/table.css';

const signs = {
  started: 'unknown',
  done: 'good',
  failed: 'fault',
  cancelled: 'attention',
} as const satisfies Record<string, SignState>;

/** Who did what, newest first. */
export function AuditList() {
  const { t, i18n } = useTranslation();
  const { data, error, isPending } = useAnswer('audit.list', { limit: 500 });
  if (isPending) return <Skeleton lines={6} />;
  if (error !== null) return <ErrorBlock error={error} />;
  if (data.length === 0) return <p className="quiet">{t('audit.empty')}</p>;
  return (
    <div className="panel">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.outcome')}</th>
            <th scope="col">{t('audit.operator')}</th>
            <th scope="col">{t('audit.origin')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((entry) => (
            <tr key={entry.number}>
              <td className="nowrap quiet">{formatTime(entry.at, i18n.language)}</td>
              <td>
                {entry.what}
                <span className="plan-title">
                  <span className="mono">{entry.action}</span>
                  {entry.iccid !== undefined && <span className="mono"> · {groupDigits(entry.iccid)}</span>}
                </span>
              </td>
              <td>
                <Sign state={signs[entry.outcome]}>{t(`audit.outcomeName.${entry.outcome}`)}</Sign>
              </td>
              <td>{entry.operator}</td>
              <td>{t(`audit.originName.${entry.origin}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
