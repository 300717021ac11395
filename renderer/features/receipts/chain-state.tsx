import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Whether the receipts still fit together. */
export function ChainState() {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useAnswer('receipts.check', {});
  if (error !== null) return <ErrorBlock error={error} />;
  if (data === undefined) return <Notice state="unknown" title={t('receipts.chain.checking')} />;
  const again = (
    <Button look="quiet" small isPending={isFetching} onPress={() => void refetch()}>
      {t('receipts.chain.check')}
    </Button>
  );
  if (!data.intact)
    return (
      <Notice state="fault" title={t('receipts.chain.broken', { number: data.brokenAt ?? 0 })} action={again}>
        {data.why !== undefined && <p>{data.why}</p>}
      </Notice>
    );
  return (
    <Notice
      state="good"
      title={
        data.checked === 0 ? t('receipts.chain.empty') : t('receipts.chain.intact', { count: data.checked })
      }
      action={again}
    >
      <p className="small">{t('receipts.chain.help')}</p>
    </Notice>
  );
}
