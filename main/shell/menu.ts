import type { MenuItemConstructorOptions } from 'electron';

/** The menu in the system's own words (roles are translated by Electron). Reload and developer tools only in development. */
export function menuTemplate(platform: NodeJS.Platform, packaged: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : [{ role: 'fileMenu' } as const]),
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: packaged
        ? view
        : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }, ...view],
    },
    { role: 'windowMenu' },
  ];
}
