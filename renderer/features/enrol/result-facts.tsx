import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GbaResultDoc, NafTestDoc } from '../../../main/contract/gba.ts';
import { formatSpan, formatTime } from '../../i18n/format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Term } from '../../ui/term.tsx';
import { useNow } from '../../ui/use-now.ts';
import './facts.css';

function Row({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="gba-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What there is now: for whom, its public name, how long. The key itself is not among it. */
export function ResultFacts({
  result,
  naf,
}: {
  readonly result: GbaResultDoc;
  /** What the server said last, where it was asked. */
  readonly naf: NafTestDoc | undefined;
}) {
  const { t, i18n } = useTranslation();
  const { bTid, expiresAt, mode, credential } = result;
  const left = expiresAt - useNow();
  const time = formatTime(expiresAt, i18n.language);
  return (
    <div className="panel stack">
      <dl className="gba-facts">
        <Row name={t('enrol.result.lifetime')}>
          <strong>
            {left > 0
              ? t('enrol.result.validFor', { span: formatSpan(left, i18n.language), time })
              : t('enrol.result.expired', { time })}
          </strong>
        </Row>
        {credential !== undefined && (
          <>
            <Row name={t('enrol.result.kind')}>{t(`enrol.result.kindOf.${credential.kind}`)}</Row>
            <Row name={<Term name="naf">{t('enrol.result.naf')}</Term>}>
              <span className="mono">{credential.nafFqdn}</span>{' '}
              <span className="quiet small">{credential.uaProtocol}</span>
            </Row>
          </>
        )}
        {credential !== undefined && (
          <Row name={t('enrol.result.connection')}>
            <Connection naf={naf} />
          </Row>
        )}
        <Row name={<Term name="bTid" />}>
          <span className="gba-fact-line">
            <span className="mono">{bTid}</span>
            <CopyButton text={bTid} />
          </span>
        </Row>
        <Row name={t('enrol.result.mode')}>{t(`enrol.result.modeOf.${mode}`)}</Row>
      </dl>
      {credential !== undefined && <p className="quiet small">{t('enrol.result.hidden')}</p>}
    </div>
  );
}

function Connection({ naf }: { readonly naf: NafTestDoc | undefined }) {
  const { t } = useTranslation();
  if (naf === undefined) return t('enrol.result.notTried');
  if (!naf.connected) return <Sign state="fault">{t('enrol.result.refused')}</Sign>;
  const { protocol, suite } = naf;
  return (
    <>
      <Sign state="good">{t('enrol.result.connectedPlain')}</Sign>
      {protocol !== undefined && suite !== undefined && (
        <span className="gba-fact-help small quiet">{`${protocol}, ${suite}`}</span>
      )}
    </>
  );
}
