import { useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { EngineProvider, useConnection } from '../../client/engine.tsx';
import type { EngineClient } from '../../client/engine-client.ts';
import { changeLanguage } from '../../i18n/i18n.ts';
import { Announcer } from '../../ui/announce.tsx';
import { useAppearance, usePreferences } from '../../ui/preferences.ts';
import { SignMark } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BenchPage } from '../bench/bench-page.tsx';
import { CardPage } from '../cards/card-page.tsx';
import { CardsPage } from '../cards/cards-page.tsx';
import { CredentialsPage } from '../credentials/credentials-page.tsx';
import { EnrolPage } from '../enrol/enrol-page.tsx';
import { EnrolProvider } from '../enrol/enrol-provider.tsx';
import { ProvisionPage } from '../provision/provision-page.tsx';
import { WizardProvider } from '../provision/wizard.tsx';
import { ReceiptPage } from '../receipts/receipt-page.tsx';
import { ReceiptsPage } from '../receipts/receipts-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { TraceDrawer } from '../trace/trace-drawer.tsx';
import { CardAnnouncer } from './card-announcer.tsx';
import { Palette } from './palette.tsx';
import { hashOf, type Place, usePlace } from './place.ts';
import { Rail } from './rail.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { SignedOut } from './signed-out.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './app.css';

/** The whole application over an engine. */
export function App({ engine }: { readonly engine: EngineClient }) {
  useAppearance();
  const { i18n } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  useEffect(() => void changeLanguage(language), [language]);
  return (
    <I18nProvider locale={i18n.language}>
      <EngineProvider engine={engine}>
        <WizardProvider>
          <EnrolProvider>
            <Frame />
          </EnrolProvider>
          <Announcer />
        </WizardProvider>
      </EngineProvider>
    </I18nProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const place = usePlace();
  const connection = useConnection();
  const [overlay, setOverlay] = useState<'palette' | 'help'>();
  const onPalette = useCallback(() => setOverlay('palette'), []);
  const onHelp = useCallback(() => setOverlay('help'), []);
  const onClose = useCallback(() => setOverlay(undefined), []);
  useShortcuts({ onPalette, onHelp });
  useKeptFocus(hashOf(place));
  if (connection === 'signed-out') return <SignedOut />;
  return (
    <div className="frame">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('frame.skip')}
      </a>
      <Rail page={place.page} />
      <TopBar onPalette={onPalette} onHelp={onHelp} />
      <main className="frame-main" id="content" tabIndex={-1}>
        {connection === 'offline' && (
          <div className="offline" role="alert">
            <SignMark state="attention" />
            <p>
              <strong>{t('frame.offline')}</strong> {t('frame.offlineHelp')}
            </p>
          </div>
        )}
        <div className="frame-page">
          {connection === 'connecting' ? <Skeleton lines={6} /> : <Room place={place} />}
        </div>
      </main>
      <div className="frame-trace">
        <TraceDrawer />
      </div>
      <CardAnnouncer />
      <Palette isOpen={overlay === 'palette'} onClose={onClose} />
      <ShortcutSheet isOpen={overlay === 'help'} onClose={onClose} />
    </div>
  );
}

function Room({ place }: { readonly place: Place }) {
  switch (place.page) {
    case 'cards':
      return <CardsPage />;
    case 'card':
      return <CardPage reader={place.reader} />;
    case 'provision':
      return <ProvisionPage />;
    case 'enrol':
      return <EnrolPage />;
    case 'bench':
      return <BenchPage tab={place.tab} />;
    case 'credentials':
      return <CredentialsPage tab={place.tab} />;
    case 'receipts':
    case 'audit':
      return <ReceiptsPage tab={place.page} />;
    case 'receipt':
      return <ReceiptPage receipt={place.receipt} />;
    case 'settings':
      break;
  }
  return <SettingsPage tab={place.tab} />;
}
