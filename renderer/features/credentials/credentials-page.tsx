import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type CredentialTab, credentialTabs, go } from '../frame/place.ts';
import { CardKeySets } from './card-key-sets.tsx';
import { GatewayCredentials } from './gateway-credentials.tsx';

const sections = { gateways: GatewayCredentials, keys: CardKeySets } as const;

/** Keys in the custody of this station; none is ever shown. */
export function CredentialsPage({ tab }: { readonly tab: CredentialTab }) {
  const { t } = useTranslation();
  return (
    <Page title={t('credentials.title')}>
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
