import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import { useAnswer } from '../../client/engine.tsx';
import { formatMoment, groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/download.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Term } from '../../ui/term.tsx';
import { BackLink } from '../frame/back-link.tsx';
import { go } from '../frame/place.ts';
import { useOutcome } from '../provision/outcome.tsx';
import { useRouteName } from '../provision/route-words.ts';
import { StepList } from '../provision/step-list.tsx';
import { VerificationItems } from '../provision/verification-items.tsx';
import { ResultSign } from './result-sign.tsx';
import './receipt-page.css';

/** One receipt, to read, print or export. */
export function ReceiptPage({ receipt: id }: { readonly receipt: string }) {
  const { t } = useTranslation();
  const { data, error } = useAnswer('receipts.get', { receipt: id });
  const back = <BackLink onPress={() => go({ page: 'receipts' })}>{t('receipt.back')}</BackLink>;
  if (data === undefined)
    return (
      <Page title={t('receipts.title')} back={back}>
        {error === null ? <Skeleton lines={8} /> : <ErrorBlock error={error} />}
      </Page>
    );
  return (
    <Page
      title={t('receipt.title', { number: data.number })}
      back={back}
      aside={<ResultSign result={data.result} />}
      secondary={
        <Button
          onPress={() =>
            download(`receipt-${data.number}.json`, 'application/json', JSON.stringify(data, null, 2))
          }
        >
          {t('receipt.export')}
        </Button>
      }
      primary={
        <Button look="primary" onPress={() => globalThis.print()}>
          {t('receipt.print')}
        </Button>
      }
    >
      <Receipt receipt={data} />
    </Page>
  );
}

function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Receipt({ receipt }: { readonly receipt: ReceiptDoc }) {
  const { t, i18n } = useTranslation();
  const nameOf = useRouteName();
  const outcome = useOutcome(receipt);
  const values = Object.entries(receipt.values);
  return (
    <div className="receipt">
      <p>
        <strong>{outcome.title}.</strong> {outcome.lead} {receipt.simulated && t('receipt.simulated')}
      </p>
      {receipt.error !== undefined && <ErrorBlock error={undefined} doc={receipt.error} live={false} />}
      <dl className="facts panel">
        <Fact name={<Term name="iccid" />}>
          <span className="mono">{groupDigits(receipt.iccid)}</span>
        </Fact>
        <Fact name={<Term name="profile" />}>
          <span className="mono">{receipt.profile.id}</span>
        </Fact>
        <Fact name={t('receipt.started')}>{formatMoment(receipt.startedAt, i18n.language)}</Fact>
        <Fact name={t('receipt.finished')}>{formatMoment(receipt.finishedAt, i18n.language)}</Fact>
        <Fact name={t('receipt.operator')}>{receipt.operator || t('common.none')}</Fact>
        <Fact name={t('receipt.station')}>{receipt.station || t('common.none')}</Fact>
        <Fact name={t('receipt.reader')}>{receipt.reader}</Fact>
        <Fact name={t('receipt.target')}>
          <span className="mono">{receipt.target}</span>
        </Fact>
        <Fact name={t('receipt.route')}>
          {nameOf(receipt.route, receipt.keySet)} · {t('common.apdus', { count: receipt.apdus })}
          {receipt.envelopes !== undefined && `, ${t('provision.route.sent', { count: receipt.envelopes })}`}
        </Fact>
        <Fact name={<Term name="atr" />}>
          <span className="mono">{receipt.atr.toUpperCase()}</span>
        </Fact>
      </dl>
      <section className="panel stack-tight">
        <h2>{t('receipt.values')}</h2>
        {values.length === 0 ? (
          <p className="quiet">{t('receipt.noValues')}</p>
        ) : (
          <dl className="facts">
            {values.map(([name, value]) => (
              <Fact key={name} name={name}>
                <span className="mono">{typeof value === 'string' ? value : value.join(', ')}</span>
              </Fact>
            ))}
          </dl>
        )}
      </section>
      <section className="panel stack-tight">
        <h2>{t('receipt.done')}</h2>
        <StepList rows={receipt.done} />
      </section>
      {receipt.readBack.length > 0 && (
        <section className="panel stack-tight">
          <h2>{t('receipt.readBack')}</h2>
          <VerificationItems items={receipt.readBack} />
        </section>
      )}
      <dl className="receipt-hashes">
        <Fact name={t('receipt.hash')}>
          <span className="mono">{receipt.hash}</span>
        </Fact>
        <Fact name={t('receipt.previous')}>
          <span className="mono">{receipt.previousHash}</span>
        </Fact>
        <Fact name={t('receipt.digest')}>
          <span className="mono">{receipt.profile.digest}</span>
        </Fact>
      </dl>
    </div>
  );
}
