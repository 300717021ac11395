import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { go } from '../frame/place.ts';
import { AuditList } from './audit-list.tsx';
import { ReceiptList } from './receipt-list.tsx';

export function ReceiptsPage({ tab }: { readonly tab: 'receipts' | 'audit' }) {
  const { t } = useTranslation();
  return (
    <Page title={t('receipts.title')} lead={t('receipts.lead')}>
      <Tabs
        label={t('receipts.tabs')}
        selected={tab}
        onSelect={(page) => go({ page })}
        tabs={[
          { id: 'receipts', label: t('receipts.tab.receipts'), content: <ReceiptList /> },
          { id: 'audit', label: t('receipts.tab.audit'), content: <AuditList /> },
        ]}
      />
    </Page>
  );
}
