import type { Bridge } from '../../main/contract/envelope.ts';
import { Connection } from './connection.ts';
import { decodeAnswer, decodeEvent } from './decode.ts';
import type { EngineClient } from './engine-client.ts';
import { EventHub } from './event-hub.ts';

declare global {
  interface Window {
    readonly cardwright?: Bridge;
  }
}

/** The engine behind Electron's preload. It is there as long as the window is. */
export function bridgeClient(bridge: Bridge): EngineClient {
  const hub = new EventHub();
  const stop = bridge.onEvent((envelope) => {
    const event = decodeEvent(envelope);
    if (event !== undefined) hub.emit(event);
  });
  return {
    call: async (name, input, options) =>
      decodeAnswer(name, await bridge.request({ id: options?.id ?? crypto.randomUUID(), call: name, input })),
    on: (event, listener) => hub.on(event, listener),
    connection: new Connection('online'),
    close: stop,
  };
}
