import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';
import type { EventData, EventName } from '../../main/contract/events.ts';

/** `signed-out`: the station does not know this browser; only its printed address helps. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'signed-out';

export interface CallOptions {
  /** UUID of the operation, for calls whose progress is watched or that are to be cancelled. */
  readonly id?: string;
}

/** The engine as the screens see it, whatever carries it: the Electron bridge, a WebSocket, or a fake. */
export interface EngineClient {
  /** @throws CardwrightError what the engine answered, `connection.lost`, or `contract.mismatch`. */
  call<N extends CallName>(name: N, input: CallInput<N>, options?: CallOptions): Promise<CallOutput<N>>;
  on<N extends EventName>(event: N, listener: (data: EventData<N>) => void): () => void;
  readonly connection: {
    readonly get: () => ConnectionState;
    readonly subscribe: (listener: () => void) => () => void;
  };
  close(): void;
}
