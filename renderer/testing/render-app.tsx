import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../features/frame/app.tsx';
import { FakeEngine } from './fake-engine.ts';

/** The whole application over a made-up engine, at an address. */
export function renderApp(hash: string, engine = new FakeEngine()) {
  globalThis.location.hash = hash;
  const user = userEvent.setup();
  return { ...render(<App engine={engine} />), engine, user };
}
