import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorDoc } from '../../../main/contract/error.ts';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import { useProgress } from '../../client/operations.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { OutcomeTitle } from '../../ui/outcome-title.tsx';
import { Progress } from '../../ui/progress.tsx';
import { go } from '../frame/place.ts';
import { CardLost, useLiveCard } from './live-card.tsx';
import { Outcome, useOutcome } from './outcome.tsx';
import { StepFrame } from './step-frame.tsx';
import { StepList } from './step-list.tsx';
import { VerificationItems } from './verification-items.tsx';
import { useStartWizard, useWizard, useWizardActor } from './wizard.tsx';

/** Verified with a receipt, or exactly where it stopped and what to do. */
export function ResultStep() {
  const { receipt, verification, error } = useWizard(({ context }) => context);
  if (receipt !== undefined) return <Receipt receipt={receipt} />;
  if (verification !== undefined) return <Verification />;
  return error === undefined ? <Verifying /> : <Failed error={error} />;
}

function Verifying() {
  const { t } = useTranslation();
  const say = useEngineWords();
  const actor = useWizardActor();
  const progress = useProgress(useWizard(({ context }) => context.operation));
  return (
    <StepFrame question={t('provision.result.verifying')} onBack={() => actor.send({ type: 'BACK' })}>
      <div className="panel">
        <Progress
          label={progress === undefined ? t('provision.result.verifying') : say(progress.what)}
          done={progress?.done ?? 0}
          total={progress?.total}
        />
      </div>
    </StepFrame>
  );
}

const wasTouched = ({ state }: ReceiptDoc['done'][number]): boolean =>
  state !== 'skipped' && state !== 'pending';

function Receipt({ receipt }: { readonly receipt: ReceiptDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const start = useStartWizard();
  const outcome = useOutcome(receipt);
  const { present } = useLiveCard();
  const verified = receipt.result === 'verified';
  const said = verified
    ? t('provision.result.announceVerified', { number: receipt.number })
    : t('provision.result.announceStopped');
  useEffect(() => announce(said, verified ? 'polite' : 'urgent'), [said, verified]);
  return (
    <StepFrame
      question={<OutcomeTitle state={outcome.state}>{outcome.title}</OutcomeTitle>}
      lead={outcome.lead}
      canGoOn={verified || present}
      secondary={
        <>
          <Button onPress={() => go({ page: 'receipt', receipt: receipt.id })}>
            {t('provision.result.openReceipt')}
          </Button>
          {!verified && (
            <Button look="quiet" onPress={() => start({ task: receipt.kind })}>
              {t('provision.plan.anotherCard')}
            </Button>
          )}
        </>
      }
      next={verified ? t('provision.result.nextCard') : t('provision.result.rollForward')}
      onNext={() => (verified ? start({ task: receipt.kind }) : actor.send({ type: 'PLAN_AGAIN' }))}
    >
      <Outcome receipt={receipt} />
      {!verified && <CardLost />}
      {receipt.error !== undefined && <ErrorBlock error={undefined} doc={receipt.error} />}
      <Disclose label={t('provision.result.steps')} open={!verified && receipt.done.some(wasTouched)}>
        <div className="panel">
          <StepList rows={receipt.done} />
        </div>
      </Disclose>
      {receipt.readBack.length > 0 && (
        <Disclose label={t('provision.result.readBack')} open={receipt.result === 'mismatch'}>
          <div className="panel">
            <VerificationItems items={receipt.readBack} />
          </div>
        </Disclose>
      )}
    </StepFrame>
  );
}

function Failed({ error }: { readonly error: ErrorDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  useEffect(() => announce(t('provision.result.announceStopped'), 'urgent'), [t]);
  const task = useWizard(({ context }) => context.task);
  // The engine could not say: it never got the order, or it was started anew.
  const isUnknown = error.code === 'connection.lost';
  const again = task === 'verify' ? 'BACK' : 'PLAN_AGAIN';
  return (
    <StepFrame
      question={
        <OutcomeTitle state={isUnknown ? 'unknown' : 'fault'}>
          {isUnknown ? t('provision.result.unknownEnd') : t('provision.result.failed')}
        </OutcomeTitle>
      }
      next={task === 'verify' ? t('common.tryAgain') : t('provision.result.rollForward')}
      onNext={() => actor.send({ type: again })}
      secondary={<Button onPress={() => go({ page: 'receipts' })}>{t('frame.receipts')}</Button>}
    >
      <CardLost />
      <ErrorBlock error={undefined} doc={error} />
    </StepFrame>
  );
}

function Verification() {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const start = useStartWizard();
  const { verification, reader, iccid, profile, values, target } = useWizard(({ context }) => context);
  if (verification === undefined) return null;
  const { verified, items } = verification;
  const count = items.filter(({ match }) => !match).length;
  return (
    <StepFrame
      question={
        <OutcomeTitle state={verified ? 'good' : 'fault'}>
          {verified ? t('provision.result.verifyGood') : t('provision.result.verifyBad', { count })}
        </OutcomeTitle>
      }
      lead={groupDigits(verification.iccid)}
      onBack={() => actor.send({ type: 'BACK' })}
      next={verified ? t('provision.result.nextCard') : t('provision.result.makePlan')}
      onNext={() =>
        start(verified ? { task: 'verify' } : { task: 'provision', reader, iccid, profile, values, target })
      }
    >
      <div className="panel">
        <VerificationItems items={items} />
      </div>
    </StepFrame>
  );
}
