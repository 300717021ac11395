import { useTranslation } from 'react-i18next';
import type { ImportDoc } from '../../../main/contract/keys.ts';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { ImportFrame } from './import-frame.tsx';
import { ImportItems } from './import-items.tsx';
import { ownersTaken } from './owners-taken.ts';

export interface ImportChoices {
  /** Put keys in the place of stored ones that differ. */
  readonly replace: boolean;
  /** Take the cards that are in order although others are refused. */
  readonly partial: boolean;
  /** Take ICCIDs whose check digit is wrong. */
  readonly anyCheckDigit: boolean;
  /** What sets are that do not tell it and whose length fits several. */
  readonly algorithm: 'told' | '3des-2' | '3des-3' | 'aes';
  readonly protocol: 'told' | 'scp02' | 'scp03';
}

interface Props {
  /** Name of the file. */
  readonly file: string;
  readonly trial: ImportDoc;
  readonly choices: ImportChoices;
  readonly onChoices: (choices: ImportChoices) => void;
  readonly isTrying: boolean;
  readonly isStoring: boolean;
  readonly error: unknown;
  readonly onTake: () => void;
  readonly onBack: () => void;
}

/** What would become of each row; nothing has been stored. */
export function ImportTrial(props: Props) {
  const { file, trial, choices, onChoices, isTrying, isStoring, error, onTake, onBack } = props;
  const { t } = useTranslation();
  const { taken, refused } = trial;
  const keys = t('credentials.import.keys', { count: taken });
  const cards = t('credentials.import.cards', { count: ownersTaken(trial) });
  return (
    <ImportFrame
      step="trial"
      question={
        taken === 0
          ? refused === 0
            ? t('credentials.import.nothingNew')
            : t('credentials.import.wouldNone')
          : t('credentials.import.would', { keys, cards })
      }
      lead={t('credentials.import.trialLead', { file })}
      onBack={onBack}
      next={taken === 0 ? t('credentials.import.takeNone') : t('credentials.import.take', { keys, cards })}
      onNext={onTake}
      canGoOn={taken > 0 && !isTrying}
      isPending={isStoring}
    >
      {error !== null && <ErrorBlock error={error} />}
      {refused > 0 && (
        <Notice
          state={choices.partial ? 'attention' : 'fault'}
          title={t('credentials.import.refused', { count: refused })}
        >
          <p>
            {choices.partial ? t('credentials.import.partialLead') : t('credentials.import.allOrNothing')}
          </p>
        </Notice>
      )}
      <div>
        <Tick
          isSelected={choices.partial}
          onChange={(partial) => onChoices({ ...choices, partial })}
          isDisabled={isTrying || isStoring}
        >
          {t('credentials.import.partial')}
        </Tick>
        <Tick
          isSelected={choices.replace}
          onChange={(replace) => onChoices({ ...choices, replace })}
          isDisabled={isTrying || isStoring}
        >
          {t('credentials.import.replace')}
        </Tick>
        {(choices.anyCheckDigit || hasWrongCheckDigit(trial)) && (
          <Tick
            isSelected={choices.anyCheckDigit}
            onChange={(anyCheckDigit) => onChoices({ ...choices, anyCheckDigit })}
            isDisabled={isTrying || isStoring}
          >
            {t('credentials.import.anyCheckDigit')}
          </Tick>
        )}
      </div>
      {trial.wrongCheckDigits !== undefined && (
        <Notice
          state="attention"
          title={t('credentials.import.wrongCheckDigits', { count: trial.wrongCheckDigits })}
        />
      )}
      {trial.leftAside !== undefined && trial.leftAside.length > 0 && (
        <Notice state="note" title={t('credentials.import.leftAside')}>
          <p className="mono small">{trial.leftAside.join(', ')}</p>
        </Notice>
      )}
      <Disclose label={t('credentials.import.more')} open={isUnclear(trial)}>
        <div className="key-choices">
          <Select
            label={t('credentials.import.algorithm')}
            value={choices.algorithm}
            onChange={(algorithm) => onChoices({ ...choices, algorithm })}
            options={(['told', 'aes', '3des-2', '3des-3'] as const).map((value) => ({
              value,
              label: t(`credentials.import.algorithmOf.${value}`),
            }))}
            isDisabled={isTrying || isStoring}
          />
          <Select
            label={t('credentials.import.protocol')}
            value={choices.protocol}
            onChange={(protocol) => onChoices({ ...choices, protocol })}
            options={(['told', 'scp02', 'scp03'] as const).map((value) => ({
              value,
              label: value === 'told' ? t('credentials.import.algorithmOf.told') : value.toUpperCase(),
            }))}
            isDisabled={isTrying || isStoring}
          />
        </div>
      </Disclose>
      <ImportItems items={trial.items} done={false} />
    </ImportFrame>
  );
}

/** A choice below would help. */
const isUnclear = ({ items }: ImportDoc): boolean =>
  items.some(({ error }) => error?.code === 'keys.algorithm-missing');

/** Only then is it asked whether such cards are to be taken. */
const hasWrongCheckDigit = ({ items }: ImportDoc): boolean =>
  items.some(({ error }) => error?.code === 'keys.check-digit');
