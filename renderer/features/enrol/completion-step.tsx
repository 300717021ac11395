import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isPinReady, PinEntry } from '../cards/pin-entry.tsx';
import { VaultGate } from '../credentials/vault-gate.tsx';
import { emptyDraft, keyInputOf } from '../provision/key-draft.ts';
import { DocumentInput } from './document-input.tsx';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { type PinGiven, pinNeeded } from './enrol-types.ts';
import { LabDocument } from './lab-document.tsx';
import { StepFrame } from './step-frame.tsx';

/** The operator's completion comes in and makes the bootstrapping a credential. */
export function CompletionStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { answer, error, iccid = '' } = useEnrol(({ context }) => context);
  const completing = useEnrol((snapshot) => snapshot.matches('completing'));
  const [completion, setCompletion] = useState('');
  // The card may be back in another reader than before.
  const readers = useAnswer('readers.list', {});
  const holder = readers.data?.readers.find(({ state, card }) => state === 'card' && card?.iccid === iccid);
  const document = answer?.document;
  const [pin, setPin] = useState(emptyDraft);
  // A card that was taken out wants its PIN again; one that stayed does not.
  const mayNeedPin = error?.code === pinNeeded && holder !== undefined;
  const triesLeft = typeof error?.details['triesLeft'] === 'number' ? error.details['triesLeft'] : undefined;
  const given: PinGiven = mayNeedPin ? { pin: keyInputOf(pin), ...(pin.lastTry && { lastTry: true }) } : {};
  return (
    <StepFrame
      question={t('enrol.completion.question')}
      lead={t('enrol.completion.lead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={t('enrol.completion.next')}
      onNext={() => actor.send({ type: 'COMPLETE', completion, reader: holder?.id, given })}
      canGoOn={completion.trim().length > 1 && (!mayNeedPin || isPinReady(pin, triesLeft))}
      isPending={completing}
    >
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      <VaultGate />
      {holder === undefined ? (
        answer?.mode !== 'GBA_ME' && (
          <Notice state="attention" title={t('enrol.completion.cardNeeded', { iccid: groupDigits(iccid) })} />
        )
      ) : (
        <p className="quiet">
          {t('enrol.completion.inReader', { iccid: groupDigits(iccid), reader: holder.name })}
        </p>
      )}
      {mayNeedPin && <PinEntry name="PIN1" triesLeft={triesLeft} draft={pin} onDraft={setPin} />}
      <DocumentInput
        label={t('enrol.completion.text')}
        help={t('enrol.completion.paste')}
        value={completion}
        onChange={setCompletion}
      >
        <LabDocument
          label={t('enrol.completion.fromLab')}
          ask={document === undefined ? undefined : { step: 'completion', answer: document }}
          onDocument={setCompletion}
        />
      </DocumentInput>
    </StepFrame>
  );
}
