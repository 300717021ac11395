import { useTranslation } from 'react-i18next';
import { useProgress } from '../../client/operations.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { groupDigits } from '../../i18n/format.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { pinNeeded } from './enrol-types.ts';
import { ReadinessFacts } from './readiness-facts.tsx';
import { StepFrame } from './step-frame.tsx';

/** Whether the card can be bootstrapped, before anything is tried. */
export function CheckStep() {
  const checking = useEnrol((snapshot) => snapshot.matches('checking'));
  return checking ? <Checking /> : <Checked />;
}

function Checking() {
  const { t } = useTranslation();
  const say = useEngineWords();
  const actor = useEnrolActor();
  const progress = useProgress(useEnrol(({ context }) => context.operation));
  return (
    <StepFrame question={t('enrol.check.checking')} onBack={() => actor.send({ type: 'BACK' })}>
      <div className="panel">
        <Progress
          label={progress === undefined ? t('enrol.check.checking') : say(progress.what)}
          done={progress?.done ?? 0}
          total={progress?.total}
        />
      </div>
    </StepFrame>
  );
}

function Checked() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { readiness, error, reader: id, iccid, application } = useEnrol(({ context }) => context);
  const { reader, present } = useCardIn(id, iccid);
  const obstacles = readiness?.obstacles.filter(({ code }) => code !== pinNeeded) ?? [];
  const needsPin = (readiness?.obstacles.length ?? 0) > obstacles.length;
  const ready = readiness !== undefined && obstacles.length === 0;
  const kinds = (reader?.card?.applications ?? []).map(({ kind }) => kind);
  return (
    <StepFrame
      question={
        readiness === undefined
          ? t('enrol.check.failed')
          : !ready
            ? t('enrol.check.notReady')
            : needsPin
              ? t('enrol.check.readyWithPin')
              : t('enrol.check.ready')
      }
      lead={t('enrol.check.lead', { iccid: groupDigits(iccid ?? '') })}
      onBack={() => actor.send({ type: 'BACK' })}
      next={ready ? t('enrol.check.next') : t('enrol.check.again')}
      onNext={() => actor.send({ type: ready ? 'NEXT' : 'CHECK_AGAIN' })}
      canGoOn={present}
    >
      <CardLost reader={id} iccid={iccid} />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      {obstacles.map((obstacle) => (
        <ErrorBlock key={`${obstacle.code} ${obstacle.what}`} error={undefined} doc={obstacle} />
      ))}
      {ready && needsPin && (
        <Notice state="attention" title={t('enrol.check.pinLater', { name: readiness.pin.name })}>
          <p>{t('enrol.check.pinLaterLead')}</p>
        </Notice>
      )}
      {readiness?.noRoom !== undefined && (
        <ErrorBlock error={undefined} doc={readiness.noRoom} live={false} />
      )}
      {kinds.includes('usim') && kinds.includes('isim') && (
        <Choice
          label={t('enrol.check.application')}
          value={application}
          onChange={(chosen) => actor.send({ type: 'APPLICATION', application: chosen })}
          options={[
            { value: 'usim', label: t('enrol.check.app.usim') },
            { value: 'isim', label: t('enrol.check.app.isim') },
          ]}
          inline
        />
      )}
      {readiness !== undefined && <ReadinessFacts readiness={readiness} />}
    </StepFrame>
  );
}
