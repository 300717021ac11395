import { useTranslation } from 'react-i18next';
import type { KeySetDoc } from '../../../main/contract/keys.ts';
import { useCall } from '../../client/use-call.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';

/** Asks before a key set is forgotten: it comes back only by importing it again. */
export function ForgetKeySet({
  set: { id, name, owner },
  onClose,
}: {
  readonly set: KeySetDoc;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const forget = useCall('keys.forget', ['keys.list']);
  const done = () => {
    announce(t('credentials.forgetSet.done', { name }));
    onClose();
  };
  return (
    <Dialog
      title={t('credentials.forgetSet.title', { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button
            look="danger"
            isPending={forget.isPending}
            onPress={() => forget.mutate({ set: id }, { onSuccess: done })}
          >
            {t('credentials.forgetSet.now')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {t(`credentials.keys.owner.${owner.by}`)} <span className="mono">{groupDigits(owner.value)}</span>
        </p>
        <p>{t('credentials.forgetSet.lead')}</p>
        {forget.error !== null && <ErrorBlock error={forget.error} />}
      </div>
    </Dialog>
  );
}
