import { useTranslation } from 'react-i18next';
import type { KeyStatusDoc } from '../../../main/contract/card.ts';
import { useCall } from '../../client/use-call.ts';
import { formatTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Tries } from '../../ui/tries.tsx';
import { usePatchInventory } from './patch-inventory.ts';
import '../../ui/table.css';
import './key-list.css';

interface Props {
  readonly keys: readonly KeyStatusDoc[];
  readonly reader: string;
  /** When the tries were looked at. */
  readonly takenAt: number;
}

/** The PINs and keys of the card and the tries that are left. */
export function KeyList({ keys, reader, takenAt }: Props) {
  const { t, i18n } = useTranslation();
  const look = useCall('card.keys');
  const patch = usePatchInventory(reader);
  const present = keys.filter(({ state }) => state !== 'absent');
  return (
    <section className="key-list stack-tight" aria-label={t('card.keys.title')}>
      <div className="row spread">
        <p className="quiet">
          {t('card.keys.lead')}{' '}
          {look.isSuccess ? '' : t('card.readAt', { time: formatTime(takenAt, i18n.language) })}
        </p>
        <Button
          small
          isPending={look.isPending}
          onPress={() =>
            look.mutate(
              { reader },
              { onSuccess: (fresh) => patch((inventory) => ({ ...inventory, keys: fresh })) },
            )
          }
        >
          {t('card.keys.check')}
        </Button>
      </div>
      {look.error !== null && <ErrorBlock error={look.error} />}
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
