import type { Sensitivity } from './command.ts';

export type TransmissionProtocol = 'T=0' | 'T=1';

/** What a trace is told of an exchange besides its bytes. */
export interface ExchangeContext {
  /** Name of the command, `READ BINARY`, or `GET RESPONSE` where the transport added one. */
  readonly name: string;
  readonly sensitive: Sensitivity;
}

/**
 * A raw exclusive connection to one powered card: bytes out, bytes in, no 61xx or 6Cxx handling. The native reader adapters and the
 * in-process reader implement it; procedures receive it.
 *
 * `exchange` rejects with a ReaderError or CardError (`card.removed`, `card.mute`, `reader.lost`, …). After a rejection it is
 * unknown whether the card has executed the command.
 */
export interface CardLink {
  readonly atr: Uint8Array;
  readonly protocol: TransmissionProtocol;
  exchange(bytes: Uint8Array, context: ExchangeContext): Promise<Uint8Array>;
  /** Warm reset; returns the ATR. Logical channels, selection and verified PINs are gone. */
  reset(): Promise<Uint8Array>;
}
