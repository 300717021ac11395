import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';

interface Props {
  readonly count: number;
  /** From 0. */
  readonly at: number;
  readonly onTurn: (at: number) => void;
}

/** From one packet to the next, where there are several. */
export function PacketTurner({ count, at, onTurn }: Props) {
  const { t } = useTranslation();
  if (count < 2) return null;
  return (
    <div className="row">
      <Button small isDisabled={at === 0} onPress={() => onTurn(at - 1)}>
        {t('bench.ota.packet.previous')}
      </Button>
      <span className="nowrap" aria-live="polite">
        {t('bench.ota.packet.number', { number: at + 1, count })}
      </span>
      <Button small isDisabled={at === count - 1} onPress={() => onTurn(at + 1)}>
        {t('bench.ota.packet.next')}
      </Button>
    </div>
  );
}
