import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A profile from a text or a file: checked first, stored only when asked. */
export function ProfileImport() {
  const { t } = useTranslation();
  const [source, setSource] = useState('');
  const check = useCall('profiles.check');
  const save = useCall('profiles.save', ['profiles.list']);
  const change = (text: string) => {
    setSource(text);
    check.reset();
    save.reset();
  };
  return (
    <div className="stack">
      <Field label={t('settings.profiles.paste')} value={source} onChange={change} rows={10} mono />
      <div className="row">
        <FileTrigger
          acceptedFileTypes={['.yaml', '.yml', '.json', 'text/plain']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void file.text().then(change);
          }}
        >
          <Button>{t('settings.profiles.file')}</Button>
        </FileTrigger>
        <Button
          isDisabled={source.trim() === ''}
          isPending={check.isPending}
          onPress={() => check.mutate({ source })}
        >
          {t('settings.profiles.check')}
        </Button>
        {check.data !== undefined && (
          <Button
            look="primary"
            isPending={save.isPending}
            onPress={() => save.mutate({ source }, { onSuccess: () => setSource('') })}
          >
            {t('settings.profiles.save', { profile: check.data.id })}
          </Button>
        )}
      </div>
      {check.error !== null && <ErrorBlock error={check.error} />}
      {save.error !== null && <ErrorBlock error={save.error} />}
      {save.data !== undefined ? (
        <Notice state="good" title={t('settings.profiles.saved', { profile: save.data.id })} />
      ) : (
        check.data !== undefined && (
          <Notice
            state="good"
            title={t('settings.profiles.good', { profile: check.data.id, title: check.data.title })}
          >
            <p>{t('settings.profiles.variables', { count: check.data.variables.length })}</p>
          </Notice>
        )
      )}
    </div>
  );
}
