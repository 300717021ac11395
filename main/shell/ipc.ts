import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { type AnswerEnvelope, requestEnvelope } from '../contract/envelope.ts';
import type { EngineProcess } from './engine-process.ts';
import { appOrigin } from './scheme.ts';

/** Only the top frame of our own page may ask. */
export function isOurPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}

const refused = (id: string): AnswerEnvelope => ({
  id,
  ok: false,
  error: {
    code: 'contract.refused',
    kind: 'internal',
    what: 'A page that is not Cardwright’s asked the engine.',
    hint: 'Restart Cardwright; if it happens again, report it.',
    details: {},
  },
});

/** Carries requests from the page to the engine and events back. */
export function initIpc(deps: {
  ipcMain: IpcMain;
  engine: EngineProcess;
  pages: () => readonly WebContents[];
}): void {
  deps.ipcMain.handle('cardwright:request', async (event, message: unknown) => {
    const parsed = requestEnvelope.safeParse(message);
    if (!isOurPage(event) || !parsed.success) return refused(parsed.success ? parsed.data.id : '');
    return deps.engine.request(parsed.data);
  });
  deps.engine.onEvent((envelope) => {
    for (const page of deps.pages()) page.send('cardwright:event', envelope);
  });
}
