import '../client/without-eval.ts';
import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../features/frame/app.tsx';
import { startI18n } from '../i18n/i18n.ts';
import { usePreferences } from '../ui/preferences.ts';
import { FakeEngine } from './fake-engine.ts';
import { scenarios } from './scenarios.ts';

/** Any screen without an engine: `preview.html?scene=empty&theme=dark#/cards`. */
const query = new URLSearchParams(globalThis.location.search);
const pick = <T extends string>(name: string, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === query.get(name));
const { set } = usePreferences.getState();
set({
  theme: pick('theme', ['light', 'dark']) ?? 'light',
  contrast: pick('contrast', ['more']) ?? 'normal',
  density: pick('density', ['dense']) ?? 'comfortable',
  language: pick('lang', ['de']) ?? 'en',
  traceOpen: query.has('trace'),
});
await startI18n(usePreferences.getState().language);
const engine = (scenarios[query.get('scene') ?? 'usual'] ?? (() => new FakeEngine()))();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App engine={engine} />);
