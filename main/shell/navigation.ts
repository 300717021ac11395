import type { App } from 'electron';
import { appOrigin } from './scheme.ts';

/** The page stays where it is: no other address, no second window, no webview. */
export function initNavigation({ app }: { app: App }): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${appOrigin}/`)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
