import type { Session } from 'electron';

/** Camera, USB, notifications, clipboard reading …: the page gets none of them. Cards are the engine's. */
export function initPermissions({ session }: { session: Session }): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
