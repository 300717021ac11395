import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { appOrigin } from './scheme.ts';

/** Every protection Electron has, on; spelled out although most are defaults, so that a test can hold us to them. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Cardwright',
    width: 1280,
    height: 820,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  };
}

/** Opens the app's window; it is shown when its first picture is ready. */
export function openWindow(deps: {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  preload: string;
}): BrowserWindow {
  const window = new deps.BrowserWindow(windowOptions(deps.preload));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
}
