import { fork } from 'node:child_process';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import { startEngineProcess } from './engine-process.ts';
import { initIpc } from './ipc.ts';
import { keychainOf } from './keychain.ts';
import { menuTemplate } from './menu.ts';
import { initNavigation } from './navigation.ts';
import { findPaths } from './paths.ts';
import { initPermissions } from './permissions.ts';
import { appScheme, initScheme } from './scheme.ts';
import { openWindow } from './window.ts';

/** Puts the modules of the shell together: windows, policy and the life of the engine; nothing of cards is here. */
async function run(): Promise<void> {
  await app.whenReady();
  const paths = findPaths({
    bundle: import.meta.dirname,
    packaged: app.isPackaged,
    resources: process.resourcesPath,
    platform: process.platform,
    developmentNode: process.env['CARDWRIGHT_NODE'],
  });
  initPermissions({ session: session.defaultSession });
  initScheme({ protocol, folder: paths.renderer });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  const keychain = keychainOf(safeStorage, process.platform);
  const engine = startEngineProcess({
    fork,
    enginePath: paths.engine,
    nodePath: paths.node,
    keychain,
    start: {
      folder: process.env['CARDWRIGHT_HOME'] ?? join(app.getPath('userData'), 'station'),
      host: 'app',
      pcsc: true,
      simulator: true,
      version: app.getVersion(),
      keychain: keychain.available(),
    },
    onGone: (error) => {
      if (error.code !== 'engine.gone') dialog.showErrorBox(error.what, error.hint);
    },
  });
  initIpc({
    ipcMain,
    engine,
    pages: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  });
  const open = (): BrowserWindow => openWindow({ BrowserWindow, preload: paths.preload });
  open();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
}

protocol.registerSchemesAsPrivileged([appScheme]);
app.enableSandbox();
initNavigation({ app });
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
if (app.requestSingleInstanceLock()) void run();
else app.quit();
