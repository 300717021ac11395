import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorDoc } from '../../../main/contract/error.ts';
import type { GbaResultDoc, NafTestDoc } from '../../../main/contract/gba.ts';
import { groupDigits } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { OutcomeTitle } from '../../ui/outcome-title.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { ExportSealed } from '../credentials/export-sealed.tsx';
import { NafOutcome, NafTest } from '../credentials/naf-test.tsx';
import { go } from '../frame/place.ts';
import { useCarried } from './carried.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { ResultFacts } from './result-facts.tsx';
import { SequenceChart } from './sequence-chart.tsx';
import { StepFrame } from './step-frame.tsx';
import '../../ui/outcome-card.css';

/** The credential that came of it, or who refused and what to do. */
export function ResultStep() {
  const { result, error } = useEnrol(({ context }) => context);
  if (result !== undefined) return <Bootstrapped result={result} />;
  return error === undefined ? null : <Failed error={error} />;
}

const credentialsPage = { page: 'credentials', tab: 'gateways' } as const;

function Bootstrapped({ result }: { readonly result: GbaResultDoc }) {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { messages, target, operator, lab, answer, pending, iccid } = useEnrol(({ context }) => context);
  const [naf, setNaf] = useState<NafTestDoc | undefined>(result.naf);
  const [open, setOpen] = useState<'test' | 'export'>();
  const drop = useCarried((carried) => carried.drop);
  const awaited = answer?.pending ?? pending;
  useEffect(() => {
    if (awaited !== undefined) drop(awaited);
  }, [drop, awaited]);
  useEffect(() => announce(t('enrol.result.announceGood')), [t]);
  const { credential, reused } = result;
  const refused = naf?.connected === false;
  const close = () => setOpen(undefined);
  return (
    <StepFrame
      question={
        <OutcomeTitle state={refused ? 'attention' : 'good'}>
          {credential === undefined
            ? t('enrol.result.notKept')
            : refused
              ? t('enrol.result.goodNafBad')
              : naf?.connected === true
                ? t('enrol.result.goodNaf')
                : reused
                  ? t('enrol.result.reused')
                  : t('enrol.result.good')}
        </OutcomeTitle>
      }
      next={t('enrol.result.next')}
      onNext={() => actor.send({ type: 'ANOTHER' })}
      secondary={
        <>
          {credential !== undefined && (
            <>
              <Button onPress={() => setOpen('test')}>{t('credentials.action.test')}</Button>
              <Button onPress={() => setOpen('export')}>{t('credentials.action.export')}</Button>
            </>
          )}
          <Button look="quiet" onPress={() => go(credentialsPage)}>
            {t('enrol.result.open')}
          </Button>
        </>
      }
    >
      <p className="outcome-card">
        <span>{credential?.gateway ?? groupDigits(result.iccid)}</span>
        {credential !== undefined && <span className="mono">{groupDigits(iccid ?? '')}</span>}
      </p>
      <ResultFacts result={result} naf={naf} />
      {naf !== undefined && refused && <NafOutcome result={naf} />}
      {messages.length > 0 && (
        <Disclose label={t('enrol.result.exchange')} open={refused}>
          <SequenceChart messages={messages} iccid={iccid} />
        </Disclose>
      )}
      {open === 'test' && credential !== undefined && (
        <NafTest
          credential={credential}
          address={{
            ...(target.host !== '' && { host: target.host, port: target.port }),
            identity: target.identity,
            ca: operator.way === 'lab' ? (lab?.ca ?? '') : operator.ca,
          }}
          onClose={close}
          onTested={setNaf}
        />
      )}
      {open === 'export' && credential !== undefined && (
        <ExportSealed credential={credential} onClose={close} />
      )}
    </StepFrame>
  );
}

function Failed({ error }: { readonly error: ErrorDoc }) {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { messages, reader, iccid } = useEnrol(({ context }) => context);
  const { present } = useCardIn(reader, iccid);
  useEffect(() => announce(t('enrol.result.announceBad'), 'urgent'), [t]);
  // The engine could not say: the exchange may have gone on without this window.
  const isUnknown = error.code === 'connection.lost';
  const cancelled = error.kind === 'cancelled';
  return (
    <StepFrame
      question={
        <OutcomeTitle state={isUnknown ? 'unknown' : cancelled ? 'attention' : 'fault'}>
          {isUnknown
            ? t('enrol.result.unknownEnd')
            : cancelled
              ? t('enrol.result.cancelled')
              : t('enrol.result.failed')}
        </OutcomeTitle>
      }
      lead={isUnknown ? t('enrol.result.unknownLead') : undefined}
      onBack={() => actor.send({ type: 'BACK' })}
      next={t('enrol.result.again')}
      onNext={() => actor.send({ type: 'AGAIN' })}
      canGoOn={present}
      secondary={
        <>
          <Button look="quiet" onPress={() => actor.send({ type: 'ANOTHER' })}>
            {t('enrol.result.next')}
          </Button>
          {isUnknown && (
            <Button look="quiet" onPress={() => go(credentialsPage)}>
              {t('enrol.result.open')}
            </Button>
          )}
        </>
      }
    >
      <CardLost reader={reader} iccid={iccid} />
      <ErrorBlock error={undefined} doc={error} />
      {messages.length > 0 && <SequenceChart messages={messages} iccid={iccid} />}
    </StepFrame>
  );
}
