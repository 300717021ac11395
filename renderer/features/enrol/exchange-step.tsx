import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../client/operations.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { SequenceChart } from './sequence-chart.tsx';
import { StepFrame } from './step-frame.tsx';

/** The exchange as it happens, arrow by arrow. */
export function ExchangeStep() {
  const { t } = useTranslation();
  const say = useEngineWords();
  const actor = useEnrolActor();
  const { messages, iccid = '', operation, cancelling } = useEnrol(({ context }) => context);
  const progress = useProgress(operation);
  const newest = messages.at(-1);
  const said =
    newest === undefined
      ? undefined
      : t('enrol.sequence.announced', {
          from: t(`enrol.sequence.${newest.from}`),
          to: t(`enrol.sequence.${newest.to}`),
          what: say(newest.what),
        });
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);
  const count =
    progress?.total === undefined
      ? {}
      : { count: t('enrol.exchange.progress', { done: progress.done, total: progress.total }) };
  return (
    <StepFrame
      question={t('enrol.exchange.title', { iccid: groupDigits(iccid) })}
      lead={t('enrol.exchange.lead')}
      secondary={
        <>
          <Button look="danger" isDisabled={cancelling} onPress={() => actor.send({ type: 'CANCEL' })}>
            {cancelling ? t('enrol.exchange.cancelling') : t('enrol.exchange.cancel')}
          </Button>
          <p className="small quiet prose">{t('enrol.exchange.cancelMeans')}</p>
        </>
      }
    >
      <div className="panel">
        <Progress
          label={progress === undefined ? t('enrol.exchange.starting') : say(progress.what)}
          done={progress?.done ?? 0}
          total={progress?.total}
          {...count}
        />
      </div>
      <SequenceChart messages={messages} iccid={iccid} live />
      {messages.length === 0 && <p className="quiet">{t('enrol.exchange.waiting')}</p>}
    </StepFrame>
  );
}
