import { useTranslation } from 'react-i18next';
import type { GpInfoDoc, gpKeyDoc } from '../../../../main/contract/globalplatform.ts';
import { useAnswer } from '../../../client/engine.tsx';
import { Sign } from '../../../ui/sign.tsx';
import { useKeysOf } from '../key-set-choice.tsx';
import '../../../ui/table.css';

type Key = (typeof gpKeyDoc)['_output'];

/** Keys by their version number, the highest first: the set that the card prefers is usually among the first. */
export function byVersion(
  keys: readonly Key[],
): readonly (readonly [version: number, keys: readonly Key[]])[] {
  const versions = [...new Set(keys.map(({ version }) => version))].sort((a, b) => b - a);
  return versions.map((version) => [version, keys.filter((key) => key.version === version)] as const);
}

/** The key sets that the card tells of, and which of them this station has. */
export function KeySetsOnCard({ info }: { readonly info: GpInfoDoc }) {
  const { t } = useTranslation();
  const { reader, iccid } = info;
  const stored = useAnswer('keys.list', useKeysOf(iccid === undefined ? undefined : { reader, iccid }));
  const known = info.sets.flatMap(({ id, name }) => {
    const set = stored.data?.sets.find((one) => one.id === id);
    return set === undefined ? [] : [{ name, version: set.version }];
  });
  return (
    <section className="panel stack-tight bench-part" aria-label={t('bench.gp.keySets.title')}>
      <h2 className="bench-part-title">{t('bench.gp.keySets.title')}</h2>
      {info.keys.length === 0 ? (
        <p className="quiet">{t('bench.gp.keySets.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('bench.gp.keySets.version')}</th>
              <th scope="col">{t('bench.gp.keySets.keys')}</th>
              <th scope="col">{t('bench.gp.keySets.stored')}</th>
            </tr>
          </thead>
          <tbody>
            {byVersion(info.keys).map(([version, keys]) => {
              const names = known.filter((set) => set.version === version).map(({ name }) => name);
              return (
                <tr key={version}>
                  <th scope="row">{version}</th>
                  <td>
                    {t('bench.gp.keySets.what', {
                      count: keys.length,
                      type: [...new Set(keys.map(({ type }) => type))].join(', '),
                      bytes: t('common.bytes', { count: keys[0]?.length ?? 0 }),
                    })}
                  </td>
                  <td>
                    {names.length === 0 ? (
                      <span className="quiet">{t('bench.gp.keySets.notStored')}</span>
                    ) : (
                      <Sign state="good">{names.join(', ')}</Sign>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
