import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCheckDoc, KeySetDoc } from '../../../main/contract/keys.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Sign, type SignState } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { readersOf } from './key-owners.ts';
import '../../ui/table.css';

const storedSigns = {
  right: 'good',
  wrong: 'fault',
  'no-check-value': 'unknown',
} as const satisfies Record<KeyCheckDoc['stored'], SignState>;
const cardSigns = {
  right: 'good',
  wrong: 'fault',
  'cannot-tell': 'unknown',
} as const satisfies Record<NonNullable<KeyCheckDoc['card']>, SignState>;

/** Compares stored keys with their check values and, where the card of a set is in the only fitting reader, with the card. Uses no try. */
export function KeyCheck({ set, onClose }: { readonly set?: KeySetDoc; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const readers = useAnswer('readers.list', {});
  const check = useCall('keys.check');
  const begun = useRef(false);
  const { mutate } = check;
  const fitting = set === undefined ? [] : readersOf(set.owner, readers.data?.readers ?? []);
  const [reader] = fitting.length === 1 ? fitting : [];
  const known = readers.data !== undefined || readers.error !== null;
  useEffect(() => {
    if (begun.current || !known) return;
    begun.current = true;
    mutate({
      ...(set !== undefined && { set: set.id }),
      ...(reader !== undefined && { reader: reader.id }),
    });
  }, [mutate, known, set, reader]);
  return (
    <Dialog
      title={
        set === undefined ? t('credentials.check.titleAll') : t('credentials.check.title', { name: set.name })
      }
      isOpen
      onClose={onClose}
      wide
      actions={
        <Button look="primary" onPress={onClose} autoFocus>
          {t('credentials.close')}
        </Button>
      }
    >
      <div className="stack">
        <p className="quiet">{t('credentials.check.lead')}</p>
        {check.error !== null && <ErrorBlock error={check.error} />}
        {check.isPending && <Skeleton lines={2} />}
        {check.data !== undefined && (
          <output>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('credentials.keys.set')}</th>
                  <th scope="col">{t('credentials.check.stored')}</th>
                  <th scope="col">{t('credentials.check.card')}</th>
                </tr>
              </thead>
              <tbody>
                {check.data.map((result) => (
                  <Result key={result.set.id} result={result} />
                ))}
              </tbody>
            </table>
          </output>
        )}
        {check.data?.map(
          ({ set: { id }, error }) =>
            error !== undefined && <ErrorBlock key={id} error={undefined} doc={error} live={false} />,
        )}
      </div>
    </Dialog>
  );
}

function Result({ result: { set, stored, card } }: { readonly result: KeyCheckDoc }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {set.name}
        <span className="mono small credential-more">{groupDigits(set.owner.value)}</span>
      </th>
      <td>
        <Sign state={storedSigns[stored]}>{t(`credentials.check.storedState.${stored}`)}</Sign>
      </td>
      <td>
        {card === undefined ? (
          <span className="quiet">{t('credentials.check.notAsked')}</span>
        ) : (
          <Sign state={cardSigns[card]}>{t(`credentials.check.cardState.${card}`)}</Sign>
        )}
      </td>
    </tr>
  );
}
