import { contextBridge, ipcRenderer } from 'electron';
import type { AnswerEnvelope, Bridge, EventEnvelope, RequestEnvelope } from '../main/contract/envelope.ts';
import { callNames } from '../main/contract/names.ts';

const known: ReadonlySet<string> = new Set(callNames);

/** The only thing the page can reach: requests of the contract out, answers and events in. */
const bridge: Bridge = {
  async request(envelope: RequestEnvelope): Promise<AnswerEnvelope> {
    if (!known.has(envelope.call))
      return {
        id: envelope.id,
        ok: false,
        error: {
          code: 'contract.unknown-call',
          kind: 'internal',
          what: 'The page asked for something the engine does not offer.',
          hint: 'Restart Cardwright; if it happens again, report it with the details.',
          details: { call: envelope.call },
        },
      };
    const answer: AnswerEnvelope = await ipcRenderer.invoke('cardwright:request', envelope);
    return answer;
  },
  onEvent(listener: (envelope: EventEnvelope) => void): () => void {
    const forward = (_event: unknown, envelope: EventEnvelope): void => listener(envelope);
    ipcRenderer.on('cardwright:event', forward);
    return () => ipcRenderer.off('cardwright:event', forward);
  },
};

contextBridge.exposeInMainWorld('cardwright', bridge);
