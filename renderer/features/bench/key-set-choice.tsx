import { useTranslation } from 'react-i18next';
import type { KeySetDoc } from '../../../main/contract/keys.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VaultGate } from '../credentials/vault-gate.tsx';
import { hashOf } from '../frame/place.ts';

interface Props {
  /** Sets for this card; without it all that the station has. */
  readonly iccid: string | undefined;
  readonly accepts: (set: KeySetDoc) => boolean;
  readonly value: string | undefined;
  readonly onChange: (set: KeySetDoc) => void;
  /** What else is worth knowing of a set. */
  readonly note?: (set: KeySetDoc) => string | undefined;
}

/** Stored key sets by name, or how they come into the station. None is chosen beforehand. */
export function KeySetChoice({ iccid, accepts, value, onChange, note }: Props) {
  const { t, i18n } = useTranslation();
  const { data, error, isPending } = useAnswer('keys.list', iccid === undefined ? {} : { iccid });
  const station = useAnswer('station.get', {});
  if (isPending) return <Skeleton lines={3} />;
  if (error !== null) return <ErrorBlock error={error} />;
  const sets = data.sets.filter(accepts);
  if (sets.length === 0)
    return (
      <Notice state="note" title={t('bench.keySet.none')}>
        <p>{t('bench.keySet.noneLead')}</p>
        <p>
          <a href={hashOf({ page: 'credentials', tab: 'keys' })}>{t('bench.keySet.import')}</a>
        </p>
      </Notice>
    );
  const locked = station.data !== undefined && station.data.vault !== 'open';
  return (
    <>
      <VaultGate />
      <Choice
        label={t('bench.keySet.label')}
        value={value}
        isDisabled={locked}
        onChange={(id) => {
          const set = sets.find((one) => one.id === id);
          if (set !== undefined) onChange(set);
        }}
        options={sets.map((set) => ({
          value: set.id,
          label: set.name,
          help: [
            t(`bench.algorithm.${set.algorithm}`),
            ownerText(set),
            ...(set.counter === undefined ? [] : [t('bench.keySet.counter', { counter: set.counter })]),
            ...[note?.(set)].filter((text) => text !== undefined),
            ...(set.problem === undefined ? [] : [translateError(set.problem, i18n.language).what]),
          ].join(' · '),
        }))}
      />
    </>
  );
}

const ownerText = ({ owner }: KeySetDoc): string => `${owner.by.toUpperCase()} ${groupDigits(owner.value)}`;
