import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';

const shortest = 8;

interface Props {
  readonly isNew: boolean;
  readonly autoFocus?: boolean;
}

/** Sets up the vault or opens it. */
export function Passphrase({ isNew, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const open = useCall('vault.open', ['station.get', 'keys.list', 'credentials.list']);
  const short = isNew && passphrase !== '' && passphrase.length < shortest;
  const different = isNew && repeat !== '' && repeat !== passphrase;
  const ready = passphrase !== '' && !short && (!isNew || repeat === passphrase);
  return (
    <form
      className="setting-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) open.mutate({ passphrase }, { onSuccess: () => setPassphrase('') });
      }}
    >
      <Field
        label={t('settings.vault.passphrase')}
        autoFocus={autoFocus}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        problem={short ? t('settings.vault.short') : undefined}
      />
      {isNew && (
        <Field
          label={t('settings.vault.repeat')}
          type="password"
          value={repeat}
          onChange={setRepeat}
          problem={different ? t('settings.vault.different') : undefined}
        />
      )}
      {open.error !== null && <ErrorBlock error={open.error} />}
      <div>
        <Button type="submit" look="primary" isDisabled={!ready} isPending={open.isPending}>
          {isNew ? t('settings.vault.set') : t('settings.vault.open')}
        </Button>
      </div>
    </form>
  );
}
