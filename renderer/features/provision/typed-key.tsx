import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { hasKeyForm, type KeyDraft } from './key-draft.ts';
import './key-step.css';

interface Props {
  readonly name: string;
  readonly draft: KeyDraft;
  readonly onDraft: (draft: KeyDraft) => void;
  readonly first: boolean;
}

/** A key as it stands on the delivery papers: digits or bytes, hidden while it is typed. */
export function TypedKey({ name, draft, onDraft, first }: Props) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(false);
  const [left, setLeft] = useState(false);
  const wrong = left && draft.value !== '' && !hasKeyForm(draft);
  return (
    <>
      <Choice
        label={t('provision.key.format')}
        value={draft.format}
        onChange={(format) => onDraft({ ...draft, format })}
        options={[
          { value: 'digits', label: t('provision.key.digits') },
          { value: 'hex', label: t('provision.key.hex') },
        ]}
        inline
      />
      <div className="key-input">
        <Field
          label={name}
          type={seen ? 'text' : 'password'}
          value={draft.value}
          onChange={(value) => onDraft({ ...draft, value })}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          autoFocus={first}
          mono
          problem={
            wrong
              ? draft.format === 'digits'
                ? t('provision.key.notDigits')
                : t('provision.key.notHex')
              : undefined
          }
          help={draft.format === 'digits' ? t('provision.key.digitsHelp') : t('provision.key.hexHelp')}
          aside={
            <Button
              aria-label={seen ? t('provision.key.hide', { name }) : t('provision.key.show', { name })}
              onPress={() => setSeen(!seen)}
            >
              <Icon name={seen ? 'eye-off' : 'eye'} />
            </Button>
          }
        />
      </div>
    </>
  );
}
