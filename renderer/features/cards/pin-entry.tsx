import { useTranslation } from 'react-i18next';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Tries } from '../../ui/tries.tsx';
import { hasKeyForm, type KeyDraft } from '../provision/key-draft.ts';
import { TypedKey } from '../provision/typed-key.tsx';

interface Props {
  /** `PIN1` */
  readonly name: string;
  readonly triesLeft: number | undefined;
  readonly draft: KeyDraft;
  readonly onDraft: (draft: KeyDraft) => void;
  readonly first?: boolean;
}

/** Whether the PIN may be presented as it was typed. */
export function isPinReady(draft: KeyDraft, triesLeft: number | undefined): boolean {
  return hasKeyForm(draft) && triesLeft !== 0 && (triesLeft !== 1 || draft.lastTry);
}

/** The PIN of an application, with the tries that are left; the last one only by an own decision. */
export function PinEntry({ name, triesLeft, draft, onDraft, first = false }: Props) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-label={t('enrol.pin.question', { name })}>
      <div className="row spread">
        <span className="quiet">{t('enrol.pin.why')}</span>
        <Tries left={triesLeft} />
      </div>
      {triesLeft === 1 && (
        <Notice state="attention" title={t('enrol.pin.lastTry', { name })}>
          <Tick isSelected={draft.lastTry} onChange={(lastTry) => onDraft({ ...draft, lastTry })}>
            {t('enrol.pin.lastTryTick', { name })}
          </Tick>
        </Notice>
      )}
      <TypedKey name={name} draft={draft} onDraft={onDraft} first={first} />
    </section>
  );
}
