import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyNeedDoc } from '../../../main/contract/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Field, Tick } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Term } from '../../ui/term.tsx';
import { Tries } from '../../ui/tries.tsx';
import { hasKeyForm, isSatisfied, type KeyDraft, obstacleOf, sourceOf } from './key-draft.ts';

interface Props {
  readonly need: KeyNeedDoc;
  readonly draft: KeyDraft;
  readonly vaultOpen: boolean;
  readonly onDraft: (draft: KeyDraft) => void;
  readonly first: boolean;
}

/** One key that the plan needs: where it comes from, and how many tries are left. */
export function KeyField({ need, draft, vaultOpen, onDraft, first }: Props) {
  const { t } = useTranslation();
  const { name } = need;
  if (isSatisfied(need)) return <Notice state="good" title={t('provision.key.verified', { name })} />;
  const obstacle = obstacleOf(need);
  if (obstacle !== undefined)
    return (
      <Notice state="fault" title={t(`provision.key.${obstacle}`, { name })}>
        <p>{t(`provision.key.${obstacle}Lead`)}</p>
      </Notice>
    );
  const typed = sourceOf(need, draft, vaultOpen) === 'typed';
  return (
    <section className="panel stack" aria-label={t('provision.key.label', { name })}>
      <div className="row spread">
        <h2>{t('provision.key.label', { name })}</h2>
        <span className="row">
          <Term name="adm" />
          <Tries left={need.triesLeft} />
        </span>
      </div>
      {need.triesLeft === 1 && (
        <Notice state="attention" title={t('provision.key.lastTry', { name })}>
          <Tick isSelected={draft.lastTry} onChange={(lastTry) => onDraft({ ...draft, lastTry })}>
            {t('provision.key.lastTryTick', { name })}
          </Tick>
        </Notice>
      )}
      {need.stored && vaultOpen && (
        <Choice
          label={t('provision.key.how', { name })}
          value={typed ? 'typed' : 'stored'}
          onChange={(source) => onDraft({ ...draft, source })}
          options={[
            { value: 'stored', label: t('provision.key.stored') },
            { value: 'typed', label: t('provision.key.type') },
          ]}
          inline
        />
      )}
      {need.stored && !vaultOpen && <p className="quiet">{t('provision.key.vaultLocked')}</p>}
      {typed && <TypedKey name={name} draft={draft} onDraft={onDraft} first={first} />}
    </section>
  );
}

interface TypedProps {
  readonly name: string;
  readonly draft: KeyDraft;
  readonly onDraft: (draft: KeyDraft) => void;
  readonly first: boolean;
}

function TypedKey({ name, draft, onDraft, first }: TypedProps) {
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
