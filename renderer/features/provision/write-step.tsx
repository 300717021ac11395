import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDoc } from '../../../main/contract/plan.ts';
import { useConnection } from '../../client/engine.tsx';
import { useProgress } from '../../client/operations.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useRouteName } from './route-words.ts';
import { StepFrame } from './step-frame.tsx';
import { rowsOf, StepList } from './step-list.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';

/** What is being written, step by step, and what stopping would mean. */
export function WriteStep() {
  const plan = useWizard(({ context }) => context.plan);
  return plan === undefined ? null : <Writing plan={plan} />;
}

function Writing({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const nameOf = useRouteName();
  const actor = useWizardActor();
  const cancelling = useWizard(({ context }) => context.cancelling);
  const reattaching = useWizard((snapshot) => snapshot.matches('reattaching'));
  const lost = useConnection() !== 'online' && reattaching;
  const progress = useProgress(useWizard(({ context }) => context.operation));
  const rows = rowsOf(plan.steps, progress?.steps ?? {});
  const newest = rows.findLast(({ state }) => state === 'done' || state === 'failed' || state === 'unknown');
  const said =
    newest === undefined
      ? undefined
      : t('provision.write.announced', {
          file: newest.file,
          state: t(`provision.write.state.${newest.state}`),
        });
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
  const count =
    progress?.total === undefined
      ? {}
      : { count: t('provision.write.progress', { done: progress.done, total: progress.total }) };
  return (
    <StepFrame
      question={t('provision.write.title', { iccid: groupDigits(plan.iccid) })}
      lead={t('provision.write.lead', { route: nameOf(plan.route, plan.routes?.[0]?.keySet?.name) })}
      secondary={
        <>
          <Button look="danger" isDisabled={cancelling} onPress={() => actor.send({ type: 'CANCEL' })}>
            {cancelling ? t('provision.write.cancelling') : t('provision.write.cancel')}
          </Button>
          <p className="small quiet prose">{t('provision.write.cancelMeans')}</p>
        </>
      }
    >
      <div className="panel stack">
        <Progress
          label={
            lost
              ? t('provision.write.lost')
              : progress === undefined
                ? t('provision.write.starting')
                : say(progress.what)
          }
          done={progress?.done ?? 0}
          total={progress?.total}
          {...count}
        />
        <StepList rows={rows} />
      </div>
    </StepFrame>
  );
}
