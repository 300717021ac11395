import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice, Tick } from '../../../ui/fields.tsx';
import { CardLost } from '../../cards/card-lost.tsx';
import { CardPicker } from '../../cards/card-picker.tsx';
import { NoReaders } from '../../cards/no-readers.tsx';
import { PinEntry } from '../../cards/pin-entry.tsx';
import { BenchPart } from '../bench-part.tsx';
import type { AkaCard } from './use-aka-card.ts';

interface Props {
  readonly card: AkaCard;
  /** Another card was chosen: the answer of the one before is of no use. */
  readonly onOther: () => void;
  /** What else is to be said about the card. */
  readonly children?: ReactNode;
}

/** Which card, which application of it, and its PIN where it wants one. */
export function AkaCardPart({ card, onOther, children }: Props) {
  const { t } = useTranslation();
  const { card: chosen, application, usesPin, pin, triesLeft } = card;
  return (
    <BenchPart number={1} title={t('bench.aka.authenticate.card')}>
      <NoReaders>
        <CardPicker
          chosen={chosen ?? {}}
          onChoose={(reader, iccid) => {
            onOther();
            card.setCard({ reader, iccid });
          }}
        />
      </NoReaders>
      {chosen !== undefined && <CardLost reader={chosen.reader} iccid={chosen.iccid} />}
      <Choice
        label={t('enrol.check.application')}
        value={application}
        onChange={card.setApplication}
        options={[
          { value: 'usim', label: t('enrol.check.app.usim') },
          { value: 'isim', label: t('enrol.check.app.isim') },
        ]}
        inline
      />
      {children}
      <Tick isSelected={usesPin} onChange={card.setUsesPin}>
        {t('bench.aka.authenticate.pin')}
      </Tick>
      {usesPin && <PinEntry name="PIN1" triesLeft={triesLeft} draft={pin} onDraft={card.setPin} />}
    </BenchPart>
  );
}
