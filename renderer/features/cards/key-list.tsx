import { useTranslation } from 'react-i18next';
import type { KeyStatusDoc } from '../../../main/contract/card.ts';
import { Tries } from '../../ui/tries.tsx';
import '../../ui/table.css';

/** The PINs and keys of the card and the tries that are left. */
export function KeyList({ keys }: { readonly keys: readonly KeyStatusDoc[] }) {
  const { t } = useTranslation();
  const present = keys.filter(({ state }) => state !== 'absent');
  return (
    <section className="panel stack-tight">
      <h2>{t('card.keys.title')}</h2>
      <p className="quiet">{t('card.keys.lead')}</p>
      {present.length === 0 ? (
        <p>{t('card.keys.none')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('card.keys.name')}</th>
              <th scope="col">{t('card.keys.reference')}</th>
              <th scope="col">{t('card.keys.state')}</th>
              <th scope="col">{t('card.keys.tries')}</th>
            </tr>
          </thead>
          <tbody>
            {present.map((key) => (
              <tr key={key.reference}>
                <th scope="row">{key.name}</th>
                <td className="mono">{key.reference}</td>
                <td>{t(`key.state.${key.state}`)}</td>
                <td>
                  <Tries left={key.triesLeft} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
