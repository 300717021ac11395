import type { CardwrightError } from '../../main/base/error.ts';
import type { TransmissionProtocol } from '../../main/card/link.ts';
import { cardNoAnswer, connectionClosed, exchangeFailed } from '../reader-errors.ts';
import type { ReaderConnection } from '../reader-port.ts';
import { anyProtocol, initialization, leaveCard, type PcscCard, protocol, share } from './binding.ts';
import { beforeDeadline, tooLate } from './deadline.ts';
import { translate } from './pcsc-error.ts';

/** What a connection asks of the port it belongs to. */
export interface ConnectionOwner {
  /** Milliseconds after which a command without answer is given up. */
  readonly exchangeTimeout: number;
  /** Why an exchange was lost, after a second look at reader and service. */
  explain(error: CardwrightError): Promise<CardwrightError>;
  /** The connection hangs in a call to the service that may never come back. */
  stuck(): void;
  /** The card is free for others. `lost`: not by our own will. */
  ended(lost: boolean): void;
}

/** Bytes of the longest short answer (256 and the status word) and of the longest extended one. */
const shortAnswer = 258;
const extendedAnswer = 65_538;

/**
 * An exclusive connection. Exchanges are carried out one after the other. The first that is lost ends the connection: everything after
 * it is refused with the same error, because nobody knows in what state the card is.
 */
export class PcscConnection implements ReaderConnection {
  readonly #card: PcscCard;
  readonly #reader: string;
  readonly #owner: ConnectionOwner;
  #atr: Uint8Array;
  #lost: CardwrightError | undefined;
  #stuck = false;
  #queue: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(card: PcscCard, reader: string, atr: Uint8Array, owner: ConnectionOwner) {
    this.#card = card;
    this.#reader = reader;
    this.#atr = atr;
    this.#owner = owner;
  }

  get atr(): Uint8Array {
    return this.#atr;
  }

  get protocol(): TransmissionProtocol {
    return this.#card.protocol === protocol.t1 ? 'T=1' : 'T=0';
  }

  exchange(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      const maxRecvLength = isExtended(bytes) ? extendedAnswer : shortAnswer;
      const command = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const answer = await this.#orLose(this.#card.transmit(command, { maxRecvLength }));
      // A reader whose card goes away may report success without a status word.
      if (answer.length < 2) throw await this.#lose(exchangeFailed(this.#reader));
      return asBytes(answer);
    });
  }

  reset(): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      await this.#orLose(this.#restart('reset'));
      const atr = this.#card.atr;
      if (atr === null) throw await this.#lose(exchangeFailed(this.#reader));
      this.#atr = asBytes(atr);
      return this.#atr;
    });
  }

  close(how: 'leave' | 'reset' | 'power-off'): Promise<void> {
    this.#closing ??= this.#finish(how);
    return this.#closing;
  }

  async #finish(how: 'leave' | 'reset' | 'power-off'): Promise<void> {
    await this.#queue;
    if (this.#stuck) return;
    if (how !== 'leave') {
      const restart = this.#restart(how);
      // Where the card, the reader or the service is gone, so is what was verified.
      const outcome = await beforeDeadline(restart, this.#owner.exchangeTimeout).catch(() => undefined);
      if (outcome === tooLate) return this.#giveUp(restart);
    }
    this.#disconnect();
  }

  /**
   * Resets the card or takes its power away, so that nothing stays verified or selected. Not by the disposition of the disconnect, which
   * would block this thread for as long as the card takes: the service powers the card up again, and off when nobody uses it.
   */
  #restart(how: 'reset' | 'power-off'): Promise<unknown> {
    return this.#card.reconnect(share.exclusive, anyProtocol, initialization[how]);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) return Promise.reject(connectionClosed(this.#reader));
    const turn = this.#queue.then(() => {
      if (this.#lost !== undefined) throw this.#lost;
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for a call to the service, but not for ever; where it fails the connection is lost. */
  async #orLose<T>(call: Promise<T>): Promise<T> {
    let outcome: T | typeof tooLate;
    try {
      outcome = await beforeDeadline(call, this.#owner.exchangeTimeout);
    } catch (cause) {
      throw await this.#lose(translate(cause, this.#reader, 'exchange').error);
    }
    if (outcome !== tooLate) return outcome;
    this.#lost = cardNoAnswer(this.#reader, this.#owner.exchangeTimeout / 1000);
    this.#giveUp(call);
    throw this.#lost;
  }

  /** Leaves a call that does not come back to itself; when it does, the card is powered off and the reader free. */
  #giveUp(call: Promise<unknown>): void {
    this.#stuck = true;
    this.#owner.stuck();
    const off = () => this.#restart('power-off');
    const end = () => {
      this.#disconnect();
    };
    call.then(off, off).then(end, end);
  }

  async #lose(error: CardwrightError): Promise<CardwrightError> {
    this.#lost = error;
    this.#lost = await this.#owner.explain(error);
    return this.#lost;
  }

  #disconnect(): void {
    try {
      this.#card.disconnect(leaveCard);
    } catch {
      // The card, the reader or the service is gone, and the connection with it.
    }
    this.#owner.ended(this.#lost !== undefined);
  }
}

/** Case 2E, 3E or 4E of ISO/IEC 7816-3 12.1.3: the fifth byte is 00 and more follow. */
function isExtended(command: Uint8Array): boolean {
  return command.length >= 7 && command[4] === 0;
}

/** Without the manners of a Buffer, whose `slice` shares memory. */
function asBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
