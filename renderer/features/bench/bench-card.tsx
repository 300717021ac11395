import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { CardPicker } from '../cards/card-picker.tsx';
import { hashOf } from '../frame/place.ts';

/** The card that was chosen, in the reader where it was then. */
export interface BenchCard {
  readonly reader: string;
  readonly iccid: string;
}

/** Which card, where the work can be done without one, too: none is chosen beforehand. */
export function OptionalCardChoice({
  value,
  onChange,
  without,
}: {
  readonly value: BenchCard | 'none' | undefined;
  readonly onChange: (card: BenchCard | 'none' | undefined) => void;
  /** What it means to go on without a card. */
  readonly without: string;
}) {
  const { t } = useTranslation();
  const { data } = useAnswer('readers.list', {});
  return (
    <>
      {value === 'none' ? null : data?.readers.length === 0 ? (
        <Notice state="note" title={t('cards.noReader.title')}>
          <p>
            <a href={hashOf({ page: 'cards' })}>{t('bench.noReader')}</a>
          </p>
        </Notice>
      ) : (
        <>
          {value !== undefined && <CardLost {...value} />}
          <CardPicker chosen={value ?? {}} onChoose={(reader, iccid) => onChange({ reader, iccid })} />
        </>
      )}
      <Tick isSelected={value === 'none'} onChange={(none) => onChange(none ? 'none' : undefined)}>
        {without}
      </Tick>
    </>
  );
}

/** The chosen card in a line, to be seen at every stage. */
export function BenchCardLine({ card }: { readonly card: BenchCard }) {
  const { t } = useTranslation();
  const { reader } = useCardIn(card.reader, card.iccid);
  return (
    <p className="bench-card">
      <span className="mono">{groupDigits(card.iccid)}</span>
      <span className="quiet small">{reader?.name ?? card.reader}</span>
      {reader?.simulated === true && <span className="chip chip-simulator">{t('common.simulator')}</span>}
    </p>
  );
}
