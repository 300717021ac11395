import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { useWizard } from './wizard.tsx';

/** The reader of this job and whether its card is still the one that was chosen. */
export function useLiveCard() {
  const id = useWizard(({ context }) => context.reader);
  const iccid = useWizard(({ context }) => context.iccid);
  const { data } = useAnswer('readers.list', {});
  const reader = data?.readers.find((one) => one.id === id);
  const present = iccid !== undefined && reader?.state === 'card' && reader.card?.iccid === iccid;
  return { reader, iccid: iccid ?? '', present };
}

/** Says that the card of this job has gone, or that there is another one in its place. */
export function CardLost() {
  const { t } = useTranslation();
  const id = useWizard(({ context }) => context.reader);
  const { reader, iccid, present } = useLiveCard();
  if (present) return null;
  const other = reader?.card?.iccid;
  return (
    <div role="alert">
      <Notice
        state="attention"
        title={t('provision.lost.title', { iccid: groupDigits(iccid), reader: reader?.name ?? id ?? '' })}
      >
        {other !== undefined && other !== iccid && (
          <p>{t('provision.lost.swapped', { iccid: groupDigits(other) })}</p>
        )}
        <p>{t('provision.lost.todo')}</p>
      </Notice>
    </div>
  );
}
