import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Notice } from '../../ui/notice.tsx';

/** A reader and whether it holds the card that was chosen. */
export function useCardIn(id: string | undefined, iccid: string | undefined) {
  const { data } = useAnswer('readers.list', {});
  const reader = data?.readers.find((one) => one.id === id);
  const present = iccid !== undefined && reader?.state === 'card' && reader.card?.iccid === iccid;
  return { reader, iccid: iccid ?? '', present };
}

interface Props {
  readonly reader: string | undefined;
  readonly iccid: string | undefined;
}

/** Says that the card of a job has gone, or that there is another one in its place. */
export function CardLost({ reader: id, iccid: wanted }: Props) {
  const { t } = useTranslation();
  const { reader, iccid, present } = useCardIn(id, wanted);
  if (present) return null;
  const other = reader?.card?.iccid;
  return (
    <div role="alert">
      <Notice
        state="attention"
        title={t('cards.lost.title', { iccid: groupDigits(iccid), reader: reader?.name ?? id ?? '' })}
      >
        {other !== undefined && other !== iccid && (
          <p>{t('cards.lost.swapped', { iccid: groupDigits(other) })}</p>
        )}
        <p>{t('cards.lost.todo')}</p>
      </Notice>
    </div>
  );
}
