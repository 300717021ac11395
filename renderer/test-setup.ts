import './client/without-eval.ts';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { useOperations } from './client/operations.ts';
import { useTrace } from './features/trace/trace-store.ts';
import { startI18n } from './i18n/i18n.ts';
import { usePreferences } from './ui/preferences.ts';

// What jsdom lacks and the screens ask for.
globalThis.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
vi.stubGlobal('CSS', { escape: (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`) });
Object.assign(Element.prototype, { scrollTo: () => undefined });

beforeAll(() => startI18n('en'));
beforeEach(() => {
  globalThis.location.hash = '';
  usePreferences.setState({ language: 'en', theme: 'light', traceOpen: false });
  useTrace.setState({ lines: [] });
  useOperations.setState({ byId: {} });
});
afterEach(cleanup);
