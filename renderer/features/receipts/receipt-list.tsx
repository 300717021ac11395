import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptSummaryDoc } from '../../../main/contract/receipt.ts';
import { useAnswer } from '../../client/engine.tsx';
import { formatTime, groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { go, hashOf } from '../frame/place.ts';
import { ChainState } from './chain-state.tsx';
import { ResultSign } from './result-sign.tsx';
import '../../ui/table.css';
import './receipt-list.css';

const pageSize = 100;

/** The receipts, newest first. */
export function ReceiptList() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const { data, error, isPending } = useAnswer('receipts.list', { limit });
  const digits = filter.replaceAll(/\D/g, '');
  const shown = data?.filter(({ iccid }) => iccid.includes(digits)) ?? [];
  if (isPending) return <Skeleton lines={6} />;
  if (error !== null) return <ErrorBlock error={error} />;
  if (data.length === 0)
    return (
      <Empty title={t('receipts.empty')}>
        <p>{t('receipts.emptyLead')}</p>
      </Empty>
    );
  return (
    <>
      <ChainState />
      <div className="receipt-filter">
        <Field
          label={t('receipts.filter')}
          value={filter}
          onChange={setFilter}
          example={t('receipts.filterExample')}
          mono
        />
      </div>
      {shown.length === 0 ? <p className="quiet">{t('receipts.nothing')}</p> : <Rows receipts={shown} />}
      {data.length === limit && limit < 1000 && (
        <div>
          <Button onPress={() => setLimit(1000)}>{t('receipts.more')}</Button>
        </div>
      )}
    </>
  );
}

function Rows({ receipts }: { readonly receipts: readonly ReceiptSummaryDoc[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="panel receipt-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('receipts.number')}</th>
            <th scope="col">{t('receipts.card')}</th>
            <th scope="col">{t('receipts.result')}</th>
            <th scope="col">{t('receipts.profile')}</th>
            <th scope="col">{t('receipts.operator')}</th>
            <th scope="col">{t('receipts.when')}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => {
            const place = { page: 'receipt', receipt: receipt.id } as const;
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the link in it has the keys
              <tr key={receipt.id} className="table-link" onClick={() => go(place)}>
                <th scope="row">
                  <a
                    className="receipt-link"
                    href={hashOf(place)}
                    aria-label={t('receipts.open', { number: receipt.number })}
                  >
                    {receipt.number}
                  </a>
                </th>
                <td className="nowrap">
                  <span className="mono">{groupDigits(receipt.iccid)}</span>
                  {receipt.simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
                </td>
                <td>
                  <ResultSign result={receipt.result} />
                </td>
                <td>
                  {receipt.kind === 'wipe' ? (
                    t('receipts.kind.wipe')
                  ) : (
                    <span className="mono small">{receipt.profile.id}</span>
                  )}
                </td>
                <td>{receipt.operator}</td>
                <td className="nowrap quiet">{formatTime(receipt.finishedAt, i18n.language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
