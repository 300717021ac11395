import { useTranslation } from 'react-i18next';
import type { KeyNeedDoc } from '../../../main/contract/plan.ts';
import { Choice, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Term } from '../../ui/term.tsx';
import { Tries } from '../../ui/tries.tsx';
import { isSatisfied, type KeyDraft, obstacleOf, sourceOf } from './key-draft.ts';
import { TypedKey } from './typed-key.tsx';

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
