import './client/without-eval.ts';
import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridgeClient } from './client/bridge-client.ts';
import { SocketClient } from './client/socket-client.ts';
import { App } from './features/frame/app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { usePreferences } from './ui/preferences.ts';

await startI18n(usePreferences.getState().language);
const bridge = globalThis.window.cardwright;
const engine = bridge === undefined ? new SocketClient() : bridgeClient(bridge);
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App engine={engine} />
    </StrictMode>,
  );
