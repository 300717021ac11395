import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Tick } from '../../ui/fields.tsx';
import { useCardIn } from '../cards/card-lost.tsx';
import { CardPicker } from '../cards/card-picker.tsx';
import { NoReader } from '../cards/no-reader.tsx';
import { useSimulatorChoice } from '../cards/simulator-choice.tsx';

/** The card that was chosen, in the reader where it was then. */
export interface BenchCard {
  readonly reader: string;
  readonly iccid: string;
}

interface Props {
  readonly value: BenchCard | undefined;
  readonly onChange: (card: BenchCard) => void;
}

/** Which card: none is chosen beforehand. Without any reader: what to plug in, or a software card. */
export function BenchCardChoice({ value, onChange }: Props) {
  const { data } = useAnswer('readers.list', {});
  const simulator = useSimulatorChoice('secondary');
  if (data?.readers.length === 0)
    return (
      <NoReader
        list={data}
        simulator={
          simulator.choice !== null && (
            <>
              {simulator.choice}
              <div>{simulator.add}</div>
            </>
          )
        }
      />
    );
  return <CardPicker chosen={value ?? {}} onChoose={(reader, iccid) => onChange({ reader, iccid })} />;
}

/** The same, where the work can be done without a card, too. */
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
  return (
    <>
      {value !== 'none' && <BenchCardChoice value={value} onChange={onChange} />}
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
