import { useTranslation } from 'react-i18next';
import type { PlanDoc } from '../../../main/contract/plan.ts';
import { useProgress } from '../../client/operations.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OutcomeTitle } from '../../ui/outcome-title.tsx';
import { Progress } from '../../ui/progress.tsx';
import { shortPath } from '../cards/short-path.ts';
import { go } from '../frame/place.ts';
import { missingKeys } from './key-draft.ts';
import { useWriteLabel } from './key-step.tsx';
import { CardLost, useLiveCard } from './live-card.tsx';
import { PlanReview } from './plan-review.tsx';
import { RouteChoice } from './route-choice.tsx';
import { StepFrame } from './step-frame.tsx';
import { useStartWizard, useWizard, useWizardActor } from './wizard.tsx';

/** What would change: a review before anything is written. */
export function PlanStep() {
  const plan = useWizard(({ context }) => context.plan);
  const making = useWizard((snapshot) => snapshot.matches('planning'));
  if (making) return <Making />;
  return plan === undefined ? <NoPlan /> : <PlanOf plan={plan} />;
}

function Making() {
  const { t } = useTranslation();
  const say = useEngineWords();
  const actor = useWizardActor();
  const progress = useProgress(useWizard(({ context }) => context.operation));
  return (
    <StepFrame question={t('provision.step.plan')} onBack={() => actor.send({ type: 'BACK' })}>
      <div className="panel">
        <Progress
          label={progress === undefined ? t('provision.plan.making') : say(progress.what)}
          done={progress?.done ?? 0}
          total={progress?.total}
        />
      </div>
    </StepFrame>
  );
}

function NoPlan() {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const error = useWizard(({ context }) => context.error);
  return (
    <StepFrame
      question={t('provision.plan.blocked')}
      lead={t('provision.plan.blockedLead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={t('provision.plan.again')}
      onNext={() => actor.send({ type: 'PLAN_AGAIN' })}
    >
      <CardLost />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
    </StepFrame>
  );
}

function PlanOf({ plan }: { readonly plan: PlanDoc }) {
  switch (plan.state) {
    case 'nothing-to-do':
      return <NothingToDo plan={plan} />;
    case 'blocked':
      return <Blocked plan={plan} />;
    case 'ready':
    case 'applying':
    case 'applied':
    case 'stopped':
    case 'interrupted':
      break;
  }
  return <Review plan={plan} />;
}

function Review({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const { reader, present } = useLiveCard();
  const error = useWizard(({ context }) => context.error);
  const isRouting = useWizard((snapshot) => snapshot.matches({ plan: 'routing' }));
  const writeLabel = useWriteLabel(plan);
  const writes = missingKeys(plan).length === 0;
  const goOn = () =>
    actor.send(
      writes
        ? { type: 'APPLY', iccid: reader?.card?.iccid ?? '', keys: {}, lastTry: [], remember: false }
        : { type: 'NEXT' },
    );
  const target = shortPath(plan.target, reader?.card?.applications ?? []);
  const again = plan.state !== 'ready';
  return (
    <StepFrame
      question={t('provision.plan.question', { count: plan.steps.length })}
      lead={t('provision.plan.lead', { target })}
      onBack={() => actor.send({ type: 'BACK' })}
      next={again ? t('provision.plan.again') : writes ? writeLabel : t('provision.next.plan')}
      onNext={() => (again ? actor.send({ type: 'PLAN_AGAIN' }) : goOn())}
      canGoOn={present}
      isPending={isRouting}
      secondary={
        !again && (
          <Button look="quiet" isDisabled={!present} onPress={() => actor.send({ type: 'PLAN_AGAIN' })}>
            {t('provision.plan.again')}
          </Button>
        )
      }
    >
      <CardLost />
      {plan.continues !== undefined && <Notice state="note" title={t('provision.plan.continues')} />}
      {plan.kind === 'wipe' && <Notice state="attention" title={t('provision.plan.wipeNotice')} />}
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      {!again && <RouteChoice plan={plan} />}
      <PlanReview plan={plan} />
    </StepFrame>
  );
}

function Blocked({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  return (
    <StepFrame
      question={t('provision.plan.blocked')}
      lead={t('provision.plan.blockedLead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={t('provision.plan.again')}
      onNext={() => actor.send({ type: 'PLAN_AGAIN' })}
    >
      <CardLost />
      {plan.blockers.map((blocker) => (
        <ErrorBlock key={`${blocker.code} ${blocker.what}`} error={undefined} doc={blocker} />
      ))}
      {plan.steps.length > 0 && <PlanReview plan={plan} />}
    </StepFrame>
  );
}

function NothingToDo({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const start = useStartWizard();
  const iccid = groupDigits(plan.iccid);
  return (
    <StepFrame
      question={<OutcomeTitle state="good">{t('provision.plan.nothing')}</OutcomeTitle>}
      lead={t('provision.plan.nothingLead', { iccid })}
      onBack={() => actor.send({ type: 'BACK' })}
      secondary={
        <Button look="quiet" onPress={() => go({ page: 'card', reader: plan.reader })}>
          {t('provision.plan.openCard')}
        </Button>
      }
      next={t('provision.plan.anotherCard')}
      onNext={() => start({ task: plan.kind })}
    >
      <p className="quiet">{t('provision.plan.unchanged', { count: plan.unchanged.length })}</p>
      <ul className="row">
        {plan.unchanged.map(({ path, file }) => (
          <li key={path} className="chip">
            {file}
          </li>
        ))}
      </ul>
    </StepFrame>
  );
}
