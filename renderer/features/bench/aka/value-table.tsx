import { useTranslation } from 'react-i18next';
import { Sign } from '../../../ui/sign.tsx';
import '../../../ui/table.css';

interface Props {
  /** Bytes of each value; absent where none came. */
  readonly lengths?: Readonly<Record<string, number>>;
  readonly matches: Readonly<Record<string, boolean>>;
}

/** Secret values by name: how long they are and whether they are the expected ones. */
export function ValueTable({ lengths = {}, matches }: Props) {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(lengths), ...Object.keys(matches)])];
  return (
    <table className="table aka-values">
      <thead>
        <tr>
          <th scope="col">{t('bench.aka.value')}</th>
          {Object.keys(lengths).length > 0 && <th scope="col">{t('bench.aka.size')}</th>}
          <th scope="col">{t('bench.aka.compared')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const matched = matches[name];
          const length = lengths[name];
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              {Object.keys(lengths).length > 0 && (
                <td>{length === undefined ? '–' : t('common.bytes', { count: length })}</td>
              )}
              <td>
                {matched === undefined ? (
                  <span className="quiet">{t('bench.aka.notCompared')}</span>
                ) : (
                  <Sign state={matched ? 'good' : 'fault'}>
                    {matched ? t('bench.aka.match') : t('bench.aka.mismatch')}
                  </Sign>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
