import { useTranslation } from 'react-i18next';
import type { CredentialDoc } from '../../../main/contract/credential.ts';
import { useCall } from '../../client/use-call.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';

/** Asks before a credential is forgotten: it cannot be brought back. */
export function ForgetCredential({
  credential: { id, gateway },
  onClose,
}: {
  readonly credential: CredentialDoc;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const forget = useCall('credentials.forget', ['credentials.list']);
  return (
    <Dialog
      title={t('credentials.forget.title', { gateway })}
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
            onPress={() =>
              forget.mutate(
                { credential: id },
                {
                  onSuccess: () => {
                    announce(t('credentials.forget.done', { gateway }));
                    onClose();
                  },
                },
              )
            }
          >
            {t('credentials.forget.now')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('credentials.forget.lead')}</p>
        {forget.error !== null && <ErrorBlock error={forget.error} />}
      </div>
    </Dialog>
  );
}
