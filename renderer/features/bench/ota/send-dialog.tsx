import { useTranslation } from 'react-i18next';
import type { EncodedPacketDoc } from '../../../../main/contract/ota.ts';
import { useCommandWords } from '../../../i18n/command-words.ts';
import { groupDigits } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { BenchCard } from '../bench-card.tsx';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSend: () => void;
  readonly card: BenchCard;
  readonly simulated: boolean;
  readonly encoded: readonly EncodedPacketDoc[];
  /** The keys are of a stored set, whose counter the station keeps. */
  readonly stored: boolean;
}

/** The last question before something leaves: what, and to which card. */
export function SendDialog({ isOpen, onClose, onSend, card, simulated, encoded, stored }: Props) {
  const { t } = useTranslation();
  const say = useCommandWords();
  const iccid = groupDigits(card.iccid);
  const commands = encoded.flatMap(({ packet }) => packet.script ?? []);
  return (
    <Dialog
      title={t('bench.ota.send.question', { count: encoded.length })}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" onPress={onSend}>
            {t('bench.ota.send.button', { iccid })}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="row">
          <span className="mono option-number">{iccid}</span>
          {simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
        </p>
        {commands.length > 0 && (
          <div>
            <p>{t('bench.ota.send.commands', { count: commands.length })}</p>
            <ol className="ota-commands">
              {commands.slice(0, 8).map(({ what, apdu }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same command can stand twice; the order is what tells them apart
                <li key={`${at} ${apdu}`}>
                  <span className="quiet small">{at + 1}</span>
                  <span>{say(what)}</span>
                </li>
              ))}
            </ol>
            {commands.length > 8 && (
              <p className="quiet small">{t('bench.ota.send.more', { count: commands.length - 8 })}</p>
            )}
          </div>
        )}
        <p className="quiet">{stored ? t('bench.ota.send.counter') : t('bench.ota.send.ownCounter')}</p>
      </div>
    </Dialog>
  );
}
