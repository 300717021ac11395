import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { isPinReady, PinEntry } from '../cards/pin-entry.tsx';
import { emptyDraft, keyInputOf } from '../provision/key-draft.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { StepFrame } from './step-frame.tsx';

/** The PIN, right before the card is asked; it is not kept. */
export function PinStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { readiness, operator, reader, iccid } = useEnrol(({ context }) => context);
  const { present } = useCardIn(reader, iccid);
  const [draft, setDraft] = useState(emptyDraft);
  if (readiness === undefined) return null;
  const { name, triesLeft } = readiness.pin;
  const go = () =>
    actor.send({ type: 'PIN', pin: keyInputOf(draft), ...(draft.lastTry && { lastTry: true }) });
  return (
    <StepFrame
      question={t('enrol.pin.question', { name })}
      lead={t('enrol.pin.lead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={operator.way === 'offline' ? t('enrol.pin.nextOffline') : t('enrol.pin.next')}
      onNext={go}
      canGoOn={present && isPinReady(draft, triesLeft)}
    >
      <CardLost reader={reader} iccid={iccid} />
      <PinEntry name={name} triesLeft={triesLeft} draft={draft} onDraft={setDraft} first />
    </StepFrame>
  );
}
