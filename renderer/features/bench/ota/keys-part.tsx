import { useTranslation } from 'react-i18next';
import { Choice, Field } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { BenchPart } from '../bench-part.tsx';
import { KeySetChoice } from '../key-set-choice.tsx';
import { SecretField } from '../secret-field.tsx';
import { type Draft, keyLengths, needsKic, needsKid, type TypedKeys, withKeys, withSet } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly typed: TypedKeys;
  readonly onTyped: (typed: TypedKeys) => void;
}

/** With which keys: stored ones by name, typed for this once, or none. */
export function KeysPart({ draft, onDraft, typed, onTyped }: Props) {
  const { t } = useTranslation();
  const { card, keys } = draft;
  return (
    <BenchPart number={2} title={t('bench.ota.keys.title')}>
      <Choice
        label={t('bench.ota.keys.source')}
        value={keys}
        onChange={(next) => onDraft(withKeys(draft, next))}
        options={(['stored', 'typed', 'none'] as const).map((value) => ({
          value,
          label: t(`bench.ota.keys.${value}`),
        }))}
        inline
      />
      {keys === 'stored' && (
        <KeySetChoice
          card={card === 'none' ? undefined : card}
          accepts={({ kind }) => kind === 'ota'}
          value={draft.set?.id}
          onChange={(set) => onDraft(withSet(draft, set))}
        />
      )}
      {keys === 'typed' && (
        <>
          <p className="quiet small">{t('bench.ota.keys.typedLead')}</p>
          {needsKic(draft.spi) && (
            <SecretField
              label={t('bench.ota.keys.kic')}
              value={typed.kic}
              onChange={(kic) => onTyped({ ...typed, kic })}
              lengths={keyLengths}
            />
          )}
          {needsKid(draft.spi) && (
            <SecretField
              label={t('bench.ota.keys.kid')}
              value={typed.kid}
              onChange={(kid) => onTyped({ ...typed, kid })}
              lengths={keyLengths}
            />
          )}
        </>
      )}
      {keys === 'none' && <p className="quiet">{t('bench.ota.keys.noneLead')}</p>}
      {(keys === 'typed' || keys === 'none') && (
        <div className="bench-pair">
          <Field
            label={t('bench.ota.keys.counter')}
            value={draft.counter}
            onChange={(counter) => onDraft({ ...draft, counter: counter.trim() })}
            mono
            help={t('bench.ota.keys.counterHelp')}
          />
          {keys === 'typed' && (draft.kic.algorithm === 'implicit' || draft.kid.algorithm === 'implicit') && (
            <Select
              label={t('bench.ota.keys.implicit')}
              value={draft.implicit}
              onChange={(implicit) => onDraft({ ...draft, implicit })}
              options={(['aes', '3des-2', '3des-3'] as const).map((value) => ({
                value,
                label: t(`bench.ota.indicator.${value}`),
              }))}
            />
          )}
        </div>
      )}
    </BenchPart>
  );
}
