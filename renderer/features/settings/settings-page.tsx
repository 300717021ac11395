import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { go, type SettingsTab, settingsTabs } from '../frame/place.ts';
import { AboutSection } from './about-section.tsx';
import { LookSection } from './look-section.tsx';
import { ProfilesSection } from './profiles-section.tsx';
import { SimulatorSection } from './simulator-section.tsx';
import { StationSection } from './station-section.tsx';
import { VaultSection } from './vault-section.tsx';
import './settings-page.css';

const sections = {
  station: StationSection,
  look: LookSection,
  vault: VaultSection,
  profiles: ProfilesSection,
  simulator: SimulatorSection,
  about: AboutSection,
} as const;

export function SettingsPage({ tab }: { readonly tab: SettingsTab }) {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.title')}>
      <Tabs
        vertical
        label={t('settings.tabs')}
        selected={tab}
        onSelect={(next) => go({ page: 'settings', tab: next })}
        tabs={settingsTabs.map((id) => {
          const Section = sections[id];
          return { id, label: t(`settings.tab.${id}`), content: <Section /> };
        })}
      />
    </Page>
  );
}
