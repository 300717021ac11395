import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { IccidField } from './iccid-field.tsx';

/** Takes the key of a card out of the vault. */
export function ForgetKey() {
  const { t } = useTranslation();
  const [iccid, setIccid] = useState('');
  const [key, setKey] = useState('ADM1');
  const forget = useCall('vault.forget');
  return (
    <form
      className="setting-fields"
      onSubmit={(event) => {
        event.preventDefault();
        forget.mutate({ iccid: iccid.replaceAll(/\D/g, ''), key });
      }}
    >
      <p className="quiet">{t('settings.vault.forgetLead')}</p>
      <IccidField value={iccid} onChange={setIccid} />
      <Field label={t('settings.vault.key')} value={key} onChange={setKey} mono />
      {forget.error !== null && <ErrorBlock error={forget.error} />}
      {forget.isSuccess && <Notice state="good" title={t('settings.vault.forgotten')} />}
      <div>
        <Button
          type="submit"
          look="danger"
          isDisabled={iccid === '' || key === ''}
          isPending={forget.isPending}
        >
          {t('settings.vault.forgetNow')}
        </Button>
      </div>
    </form>
  );
}
