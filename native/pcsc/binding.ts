import { ReaderError } from '../../main/base/error.ts';

/**
 * What is used of `smartcard`. Everything that gives a promise runs on a thread of libuv's pool; the rest blocks this thread. Calls on
 * one context wait for each other (pcsc-lite locks it), so nothing blocking may be called while a promise of the same context is open,
 * except `cancel`. Objects keep nothing alive: a garbage-collected context or card ends its connection.
 */
export interface PcscBinding {
  readonly Context: new () => PcscContext;
}

export interface PcscContext {
  /** Blocking, and 0.4 s longer for each card that is mute or just being powered. */
  listReaders(): readonly PcscReader[];
  /**
   * Waits for a change against the given states, or tells all states at once when `readers` is empty and `timeout` 0. `null`: cancelled;
   * an empty list: timed out, or no reader.
   * @param timeout milliseconds
   */
  waitForChange(readers: KnownState[], timeout: number): Promise<readonly SeenState[] | null>;
  /** Ends a `waitForChange` that has begun to wait; does nothing to one that has not yet. */
  cancel(): void;
  close(): void;
}

export interface SeenState {
  readonly name: string;
  /** SCARD_STATE_*, and in the upper half the count of insertions and removals. */
  readonly state: number;
  readonly changed: boolean;
  readonly atr: Uint8Array | null;
}

/** A state to be told changes of, in the form in which the binding gives states. */
export type KnownState = SeenState & { readonly atr: null };

export interface PcscReader {
  readonly name: string;
  connect(shareMode: number, protocols: number): Promise<PcscCard>;
}

export interface PcscCard {
  readonly protocol: number;
  /** Blocking; `null` when the card is gone. */
  readonly atr: Uint8Array | null;
  transmit(command: Buffer, options: { readonly maxRecvLength: number }): Promise<Uint8Array>;
  reconnect(shareMode: number, protocols: number, initialization: number): Promise<number>;
  /** Blocking. */
  disconnect(disposition: number): void;
}

export const share = { exclusive: 1 } as const;
export const protocol = { t0: 1, t1: 2 } as const;
export const anyProtocol = protocol.t0 | protocol.t1;
/** What a reconnect does to the card. */
export const initialization = { reset: 1, 'power-off': 2 } as const;
/** What a disconnect does to the card; the other dispositions block until the card has been reset or powered off. */
export const leaveCard = 0;

/**
 * Loads the native addon, which loads the system's PC/SC library.
 * @throws ReaderError `reader.service-not-installed`, `reader.binding-missing`
 */
export async function loadBinding(): Promise<PcscBinding> {
  try {
    const { Context } = await import('smartcard');
    return { Context };
  } catch (cause) {
    throw bindingError(cause);
  }
}

/** `libpcsclite.so.1: cannot open shared object file` is a machine without PC/SC; all else is an installation of ours gone wrong. */
export function bindingError(cause: unknown): ReaderError {
  const words = cause instanceof Error ? cause.message : '';
  if (/libpcsclite|winscard|PCSC\.framework/i.test(words))
    return new ReaderError(
      'reader.service-not-installed',
      'Support for smart card readers is not installed.',
      {
        hint: 'Install it: sudo apt-get install pcscd libccid (Debian, Ubuntu), sudo dnf install pcsc-lite pcsc-lite-ccid (Fedora).',
        meaning: 'No reader can be used until then; simulated readers can.',
        cause,
      },
    );
  return new ReaderError(
    'reader.binding-missing',
    'The part of Cardwright that speaks PC/SC could not be loaded.',
    {
      hint: 'Install Cardwright again; in a checkout run npm rebuild smartcard.',
      meaning: 'No reader can be used until then; simulated readers can.',
      cause,
    },
  );
}
