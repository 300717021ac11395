import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/fields.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (iccid: string) => void;
}

/** The number of a card, typed or taken from a card that is in a reader. */
export function IccidField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useAnswer('readers.list', {});
  const present = (data?.readers ?? []).flatMap(({ id, name, card }) =>
    card?.iccid === undefined ? [] : [{ id, name, iccid: groupDigits(card.iccid) }],
  );
  return (
    <div>
      <Field label={t('settings.vault.iccid')} value={value} onChange={onChange} mono />
      {present.map(({ id, name, iccid }) => (
        <Button key={id} look="quiet" small onPress={() => onChange(iccid)}>
          {t('settings.vault.takeCard', { reader: name, iccid })}
        </Button>
      ))}
    </div>
  );
}
