import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { emptyDraft, hasKeyForm, keyInputOf } from '../provision/key-draft.ts';
import { TypedKey } from '../provision/typed-key.tsx';
import { IccidField } from './iccid-field.tsx';

/** Puts the key of a card into the vault before it is needed. */
export function StoreKey() {
  const { t } = useTranslation();
  const [iccid, setIccid] = useState('');
  const [key, setKey] = useState('ADM1');
  const [draft, setDraft] = useState(emptyDraft);
  const put = useCall('vault.putAdm');
  const ready = iccid.trim() !== '' && key.trim() !== '' && hasKeyForm(draft);
  return (
    <form
      className="setting-fields"
      aria-label={t('settings.vault.store')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        put.mutate(
          { iccid: iccid.replaceAll(/\D/g, ''), key: key.trim(), value: keyInputOf(draft) },
          { onSuccess: () => setDraft(emptyDraft) },
        );
      }}
    >
      <div>
        <h3>{t('settings.vault.store')}</h3>
        <p className="quiet">{t('settings.vault.storeLead')}</p>
      </div>
      <IccidField value={iccid} onChange={setIccid} />
      <Field label={t('settings.vault.key')} value={key} onChange={setKey} mono />
      <TypedKey name={t('settings.vault.value')} draft={draft} onDraft={setDraft} first={false} />
      {put.error !== null && <ErrorBlock error={put.error} />}
      {put.isSuccess && draft.value === '' && <Notice state="good" title={t('settings.vault.stored')} />}
      <div>
        <Button type="submit" isDisabled={!ready} isPending={put.isPending}>
          {t('settings.vault.storeNow')}
        </Button>
      </div>
    </form>
  );
}
