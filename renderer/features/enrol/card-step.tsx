import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { errorDocOf } from '../../client/engine-error.ts';
import { useCall } from '../../client/use-call.ts';
import { formatTime, groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCardIn } from '../cards/card-lost.tsx';
import { CardPicker, useIdentifiedCards } from '../cards/card-picker.tsx';
import { NoReaders } from '../cards/no-readers.tsx';
import { type Carried, useCarried } from './carried.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { StepFrame } from './step-frame.tsx';

/** Which card: none is chosen beforehand, even when there is only one. */
export function CardStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { reader, iccid } = useEnrol(({ context }) => context);
  const { present } = useCardIn(reader, iccid);
  const { usable } = useIdentifiedCards();
  const station = useAnswer('station.get', {});
  return (
    <StepFrame
      question={t('enrol.card.question')}
      lead={t('enrol.card.lead')}
      next={t('enrol.card.next')}
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={present}
    >
      <Awaited />
      <NoReaders>
        <CardPicker
          chosen={{ reader, iccid }}
          onChoose={(chosen, number) => {
            const simulated = usable.find(({ id }) => id === chosen)?.simulated === true;
            const isOfLab = simulated && station.data?.simulator === true;
            actor.send({ type: 'CARD', reader: chosen, iccid: number, isOfLab });
          }}
        />
      </NoReaders>
    </StepFrame>
  );
}

/** Answers that were carried away: each with the way to bring in its completion. */
function Awaited() {
  const { list, drop } = useCarried();
  const forget = useCall('gba.offlineForget');
  const giveUp = (pending: string) =>
    forget.mutate(
      { pending },
      {
        onSuccess: () => drop(pending),
        // Another window or station has it, or it is gone already: there is nothing left to wait for here.
        onError: (error) => {
          if (errorDocOf(error).code === 'gba.pending-unknown') drop(pending);
        },
      },
    );
  const refused = forget.error !== null && errorDocOf(forget.error).code !== 'gba.pending-unknown';
  return (
    <>
      {refused && <ErrorBlock error={forget.error} />}
      {list.map((carried) => (
        <AwaitedAnswer key={carried.pending} carried={carried} onDrop={() => giveUp(carried.pending)} />
      ))}
    </>
  );
}

function AwaitedAnswer({
  carried: { pending, iccid, target, at },
  onDrop,
}: {
  readonly carried: Carried;
  readonly onDrop: () => void;
}) {
  const { t, i18n } = useTranslation();
  const actor = useEnrolActor();
  return (
    <Notice
      state="note"
      title={t('enrol.card.waiting')}
      action={
        <div className="row">
          <Button look="quiet" small onPress={onDrop}>
            {t('enrol.card.drop')}
          </Button>
          <Button small onPress={() => actor.send({ type: 'RESUME', iccid, pending, target })}>
            {t('enrol.card.resume')}
          </Button>
        </div>
      }
    >
      <p>
        {t('enrol.card.waitingLead', {
          gateway: target.gateway,
          iccid: groupDigits(iccid),
          time: formatTime(at, i18n.language),
        })}
      </p>
    </Notice>
  );
}
