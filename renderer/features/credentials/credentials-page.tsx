import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type CredentialTab, credentialTabs, go } from '../frame/place.ts';
import { CardKeySets } from './card-key-sets.tsx';
import { GatewayCredentials } from './gateway-credentials.tsx';
import { KeyImport } from './key-import.tsx';

const sections = { gateways: GatewayCredentials, keys: CardKeySets } as const;

/** Keys in the custody of this station; none is ever shown. */
export function CredentialsPage({ tab }: { readonly tab: CredentialTab }) {
  const { t } = useTranslation();
  const [importing, setImporting] = useState(false);
  const [returned, setReturned] = useState(false);
  const close = () => {
    setImporting(false);
    setReturned(true);
  };
  const vault = useAnswer('station.get', {}).data?.vault;
  if (importing && tab === 'keys') return <KeyImport onClose={close} />;
  return (
    <Page
      title={t('credentials.title')}
      {...(returned && { focusKey: 'returned' })}
      primary={
        tab === 'keys' ? (
          <Button look="primary" isDisabled={vault !== 'open'} onPress={() => setImporting(true)}>
            {t('credentials.keys.import')}
          </Button>
        ) : (
          <Button look="primary" onPress={() => go({ page: 'enrol' })}>
            {t('credentials.gateways.begin')}
          </Button>
        )
      }
    >
      <Tabs
        label={t('credentials.tabs')}
        selected={tab}
        onSelect={(next) => go({ page: 'credentials', tab: next })}
        tabs={credentialTabs.map((id) => {
          const Section = sections[id];
          return { id, label: t(`credentials.tab.${id}`), content: <Section /> };
        })}
      />
    </Page>
  );
}
