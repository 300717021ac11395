import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice, Field } from '../../ui/fields.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { isFqdn, isOperatorReady, isUrl } from './enrol-drafts.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import type { OperatorDraft, Way } from './enrol-types.ts';
import { LabFault } from './lab-fault.tsx';
import { LabSettings } from './lab-settings.tsx';
import { OperatorMore } from './operator-more.tsx';
import { StepFrame } from './step-frame.tsx';

/** How the card reaches the operator who knows its key. */
export function OperatorStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { operator, readiness, reader: id, iccid, error } = useEnrol(({ context }) => context);
  const starting = useEnrol((snapshot) => snapshot.matches('startingLab'));
  const { reader, present } = useCardIn(id, iccid);
  const station = useAnswer('station.get', {});
  const hasLab = station.data?.simulator === true && reader?.simulated === true;
  const put = (change: Partial<OperatorDraft>) =>
    actor.send({ type: 'OPERATOR', operator: { ...operator, ...change } });
  const ways: readonly { value: Way; label: string; help: string }[] = [
    ...(hasLab
      ? [{ value: 'lab' as const, label: t('enrol.operator.lab'), help: t('enrol.operator.labHelp') }]
      : []),
    {
      value: 'own',
      label: t('enrol.operator.own'),
      help: t('enrol.operator.ownHelp', { bsf: readiness?.bsfFqdn ?? '' }),
    },
    { value: 'named', label: t('enrol.operator.named'), help: t('enrol.operator.namedHelp') },
    { value: 'offline', label: t('enrol.operator.offline'), help: t('enrol.operator.offlineHelp') },
  ];
  return (
    <StepFrame
      question={t('enrol.operator.question')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={starting ? t('enrol.operator.starting') : t('enrol.operator.next')}
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={present && isOperatorReady(operator)}
      isPending={starting}
    >
      <CardLost reader={id} iccid={iccid} />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      <div className="big-options">
        <Choice
          label={t('enrol.operator.label')}
          value={operator.way}
          onChange={(way) => put({ way })}
          options={ways}
        />
      </div>
      {operator.way === 'named' && <NamedBsf operator={operator} onChange={put} />}
      {operator.way === 'lab' && (
        <>
          <LabFault />
          <Disclose label={t('enrol.operator.labMore')}>
            <LabSettings />
          </Disclose>
        </>
      )}
      {operator.way !== 'offline' && (
        <Disclose label={t('enrol.operator.more')}>
          <OperatorMore operator={operator} onChange={put} />
        </Disclose>
      )}
    </StepFrame>
  );
}

interface Props {
  readonly operator: OperatorDraft;
  readonly onChange: (change: Partial<OperatorDraft>) => void;
}

function NamedBsf({ operator: { fqdn, url }, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="enrol-fields">
      <Field
        label={t('enrol.operator.fqdn')}
        value={fqdn}
        onChange={(text) => onChange({ fqdn: text })}
        example="bsf.example.com"
        problem={fqdn.length > 3 && !isFqdn(fqdn) ? t('enrol.operator.fqdnWrong') : undefined}
        mono
        autoFocus
      />
      <Field
        label={t('enrol.operator.url')}
        value={url}
        onChange={(text) => onChange({ url: text })}
        example="http://192.0.2.10:8080/"
        help={t('enrol.operator.urlHelp')}
        problem={url.length > 7 && !isUrl(url) ? t('enrol.operator.urlWrong') : undefined}
        mono
      />
    </div>
  );
}
