import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Disclose } from '../../ui/disclose.tsx';
import { Choice, Field, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { VaultGate } from '../credentials/vault-gate.tsx';
import { isFqdn, isNumberIn, isTargetReady, labTarget } from './enrol-drafts.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import type { TargetDraft } from './enrol-types.ts';
import { StepFrame } from './step-frame.tsx';
import { CseName, TargetMore } from './target-more.tsx';
import './enrol.css';

/** For which gateway the key is, and for use with which server. */
export function TargetStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { target, operator, lab, reader, iccid } = useEnrol(({ context }) => context);
  const { present } = useCardIn(reader, iccid);
  const vault = useAnswer('station.get', {}).data?.vault;
  const offline = operator.way === 'offline';
  // The lab's NAF has a port for each way.
  const choose = (next: TargetDraft) =>
    actor.send({
      type: 'TARGET',
      target: operator.way === 'lab' && lab !== undefined ? labTarget(next, lab) : next,
    });
  const put = (change: Partial<TargetDraft>) =>
    actor.send({ type: 'TARGET', target: { ...target, ...change } });
  return (
    <StepFrame
      question={t('enrol.target.question')}
      lead={t('enrol.target.lead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={
        offline ? t('enrol.target.nextOffline') : t('enrol.target.next', { iccid: groupDigits(iccid ?? '') })
      }
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={present && vault === 'open' && isTargetReady(target)}
    >
      <CardLost reader={reader} iccid={iccid} />
      <VaultGate autoFocus />
      {operator.way === 'lab' && <Notice state="note" title={t('enrol.target.lab')} />}
      <div className="enrol-fields">
        <Field
          label={t('enrol.target.gateway')}
          value={target.gateway}
          onChange={(gateway) => put({ gateway })}
          help={t('enrol.target.gatewayHelp')}
          maxLength={80}
          autoFocus={vault === 'open'}
        />
        {target.kind === 'maf' ? (
          <Field
            label={t('enrol.target.fqdn')}
            value={target.fqdn}
            onChange={(fqdn) => put({ fqdn })}
            example="maf.sp.example.com"
            help={t('enrol.target.fqdnHelp')}
            problem={
              target.fqdn.length > 3 && !isFqdn(target.fqdn) ? t('enrol.operator.fqdnWrong') : undefined
            }
            mono
          />
        ) : (
          <Field
            label={t('enrol.target.cseId')}
            value={target.cseId}
            onChange={(cseId) => put({ cseId })}
            example="//sp.example.com/in-cse"
            help={t('enrol.target.cseIdHelp')}
            mono
          />
        )}
        {target.kind === 'cse' && <CseName target={target} onChange={put} />}
        <Choice
          label={t('enrol.target.kind')}
          value={target.kind}
          onChange={(kind) => put({ kind })}
          options={[
            { value: 'maf', label: t('enrol.target.maf'), help: t('enrol.target.mafHelp') },
            { value: 'cse', label: t('enrol.target.cse'), help: t('enrol.target.cseHelp') },
          ]}
        />
        <Choice
          label={t('enrol.target.ua')}
          value={target.uaProtocol}
          onChange={(uaProtocol) => choose({ ...target, uaProtocol })}
          options={[
            { value: 'tls-psk', label: t('enrol.target.psk'), help: t('enrol.target.pskHelp') },
            { value: 'http-digest', label: t('enrol.target.digest'), help: t('enrol.target.digestHelp') },
          ]}
        />
      </div>
      {!offline && <TryNaf target={target} onChange={put} />}
      <Disclose label={t('enrol.target.more')}>
        <TargetMore target={target} onChange={put} />
      </Disclose>
    </StepFrame>
  );
}

interface Props {
  readonly target: TargetDraft;
  readonly onChange: (change: Partial<TargetDraft>) => void;
}

function TryNaf({ target, onChange }: Props) {
  const { t } = useTranslation();
  const { tryNaf, host, port, kind, fqdn } = target;
  return (
    <div className="stack-tight">
      <Tick
        isSelected={tryNaf}
        onChange={(next) =>
          onChange({ tryNaf: next, ...(next && host === '' && kind === 'maf' && { host: fqdn.trim() }) })
        }
      >
        {t('enrol.target.tryNaf')}
      </Tick>
      {tryNaf && (
        <div className="enrol-fields">
          <div className="enrol-port">
            <Field
              label={t('enrol.target.host')}
              value={host}
              onChange={(next) => onChange({ host: next })}
              mono
            />
            <Field
              label={t('enrol.target.port')}
              value={port}
              onChange={(next) => onChange({ port: next })}
              example="443"
              problem={port !== '' && !isNumberIn(port, 1, 65_535) ? t('enrol.target.portWrong') : undefined}
            />
          </div>
        </div>
      )}
    </div>
  );
}
