import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../main/contract/calls.ts';
import type { KeySetDoc } from '../../../main/contract/keys.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useCardIn } from '../cards/card-lost.tsx';
import { VaultGate } from '../credentials/vault-gate.tsx';
import { hashOf } from '../frame/place.ts';
import type { BenchCard } from './bench-card.tsx';

interface Props {
  /** Sets for this card; without it all that the station has. */
  readonly card: BenchCard | undefined;
  readonly accepts: (set: KeySetDoc) => boolean;
  readonly value: string | undefined;
  readonly onChange: (set: KeySetDoc) => void;
  /** What else is worth knowing of a set. */
  readonly note?: (set: KeySetDoc) => string | undefined;
}

/** Stored key sets by name, or how they come into the station. None is chosen beforehand. */
export function KeySetChoice({ card, accepts, value, onChange, note }: Props) {
  const { t, i18n } = useTranslation();
  const { data, error, isPending } = useAnswer('keys.list', useKeysOf(card));
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
            ownerText(set, t('common.simulator')),
            ...(set.counter === undefined ? [] : [t('bench.keySet.counter', { counter: set.counter })]),
            ...[note?.(set)].filter((text) => text !== undefined),
            ...(set.problem === undefined ? [] : [translateError(set.problem, i18n.language).what]),
          ].join(' · '),
        }))}
      />
    </>
  );
}

/** What is asked for the key sets of a card: a simulated one has counters, and perhaps keys, of its own. */
export function useKeysOf(card: BenchCard | undefined): CallInput<'keys.list'> {
  const { reader } = useCardIn(card?.reader, card?.iccid);
  if (card === undefined) return {};
  return reader?.simulated === true ? { iccid: card.iccid, simulated: true } : { iccid: card.iccid };
}

/** The owner of sets that only a simulated card has is written `simulated 8988…`. */
function ownerText({ owner }: KeySetDoc, simulator: string): string {
  const [, simulated, number = owner.value] = /^(simulated )(\d+)$/.exec(owner.value) ?? [];
  return [
    `${owner.by.toUpperCase()} ${groupDigits(number)}`,
    ...(simulated === undefined ? [] : [simulator]),
  ].join(' · ');
}
