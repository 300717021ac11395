import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeySetDoc } from '../../../main/contract/keys.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field, Tick } from '../../ui/fields.tsx';
import { IccidField } from '../settings/iccid-field.tsx';

/** Five bytes, ETSI TS 102 225 5.1.4. */
const highest = 0xff_ffff_ffff;

/** A whole number, written with or without spaces; `undefined` where it is none or does not fit. */
export function counterOf(text: string): number | undefined {
  const bare = text.replaceAll(/\s/g, '');
  if (!/^(\d{1,13}|0x[0-9a-f]{1,10})$/i.test(bare)) return undefined;
  const value = Number(bare);
  return value <= highest ? value : undefined;
}

/** Raises the counter of an OTA key set for one card, where another system has sent packets with it meanwhile. */
export function RaiseCounter({ set, onClose }: { readonly set: KeySetDoc; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { owner, name } = set;
  const [iccid, setIccid] = useState(owner.by === 'iccid' ? owner.value : '');
  const [text, setText] = useState('');
  const [ticked, setTicked] = useState(false);
  const readers = useAnswer('readers.list', {});
  const digits = iccid.replaceAll(/\D/g, '');
  const inReader = readers.data?.readers.find(({ card }) => card?.iccid === digits);
  const simulated = inReader?.simulated ?? ticked;
  const known = useAnswer('keys.list', { iccid: digits, simulated }, { enabled: digits.length >= 18 });
  const now = known.data?.sets.find(({ id }) => id === set.id)?.counter;
  const raise = useCall('keys.raiseCounter', ['keys.list']);
  const counter = counterOf(text);
  const tooLow = counter !== undefined && now !== undefined && counter <= now;
  const ready = counter !== undefined && !tooLow && digits !== '';
  const save = () => {
    if (!ready) return;
    raise.mutate(
      { set: set.id, iccid: digits, simulated, counter },
      {
        onSuccess: () => {
          announce(t('credentials.counter.done', { name, counter }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('credentials.counter.title', { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" isDisabled={!ready} isPending={raise.isPending} onPress={save}>
            {t('credentials.counter.now')}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="quiet">{t('credentials.counter.lead')}</p>
        {owner.by === 'iccid' ? (
          <p>
            {t('credentials.keys.owner.iccid')} <span className="mono">{groupDigits(digits)}</span>
          </p>
        ) : (
          <IccidField value={iccid} onChange={setIccid} />
        )}
        {inReader === undefined && (
          <Tick isSelected={ticked} onChange={setTicked}>
            {t('credentials.counter.simulated')}
          </Tick>
        )}
        <Field
          label={t('credentials.counter.value')}
          value={text}
          onChange={setText}
          help={
            now === undefined
              ? t('credentials.counter.none')
              : t('credentials.counter.last', { counter: now.toLocaleString(i18n.language) })
          }
          problem={
            text !== '' && counter === undefined
              ? t('credentials.counter.wrong')
              : tooLow
                ? t('credentials.counter.tooLow')
                : undefined
          }
          autoFocus
        />
        {raise.error !== null && <ErrorBlock error={raise.error} />}
      </form>
    </Dialog>
  );
}
