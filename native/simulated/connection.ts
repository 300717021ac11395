import type { CardwrightError } from '../../main/base/error.ts';
import type { CardDevice } from '../../main/card/device.ts';
import type { TransmissionProtocol } from '../../main/card/link.ts';
import { firstProtocol } from '../atr-protocol.ts';
import { cardMute, connectionClosed, exchangeFailed } from '../reader-errors.ts';
import type { ReaderConnection } from '../reader-port.ts';
import type { Departure } from './departure.ts';

/** A card while it is in its reader. */
export interface InsertedCard {
  readonly device: CardDevice;
  /** Empty when the card is mute. */
  atr: Uint8Array;
  /** What a mute card failed with, where it did. */
  fault: unknown;
  powered: boolean;
  /** When card or reader are gone, and why. */
  readonly departure: Departure;
}

/** A connection with the manners of the PC/SC one: one exchange after the other, and the first that is lost ends it. */
export class SimulatedConnection implements ReaderConnection {
  readonly #reader: string;
  readonly #card: InsertedCard;
  readonly #released: () => void;
  readonly #forget: () => void;
  #lost: CardwrightError | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(reader: string, card: InsertedCard, released: () => void) {
    this.#reader = reader;
    this.#card = card;
    this.#released = released;
    this.#forget = card.departure.whenGone((reason) => {
      this.#lost ??= reason;
    });
  }

  get atr(): Uint8Array {
    return this.#card.atr;
  }

  get protocol(): TransmissionProtocol {
    return firstProtocol(this.#card.atr);
  }

  exchange(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#inTurn(() => this.#card.device.transmit(bytes));
  }

  reset(): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      const atr = await this.#card.device.reset('warm');
      if (atr.length === 0) return undefined;
      this.#card.atr = atr;
      return atr;
    });
  }

  close(how: 'leave' | 'reset' | 'power-off'): Promise<void> {
    this.#closing ??= this.#finish(how);
    return this.#closing;
  }

  async #finish(how: 'leave' | 'reset' | 'power-off'): Promise<void> {
    await this.#queue;
    const { device } = this.#card;
    try {
      if (this.#lost === undefined && how === 'reset') this.#card.atr = await device.reset('warm');
      if (this.#lost === undefined && how === 'power-off') await device.powerOff();
      if (how === 'power-off') this.#card.powered = false;
    } catch {
      // A card that fails now is powered up from cold before its next use.
      this.#card.powered = false;
    }
    this.#forget();
    this.#released();
  }

  /** @param work gives `undefined` where the card is mute, which lasts until it is powered again */
  #inTurn(work: () => Promise<Uint8Array | undefined>): Promise<Uint8Array> {
    if (this.#closing !== undefined) return Promise.reject(connectionClosed(this.#reader));
    const failed = (cause: unknown) => exchangeFailed(this.#reader, { cause });
    const turn = this.#queue.then(async () => {
      if (this.#lost !== undefined) throw this.#lost;
      // Gone before anything else: a card that took itself out in the middle of a command was not just mute.
      const outcome = await this.#card.departure.race(() => work().catch(failed));
      if (outcome instanceof Uint8Array) return outcome;
      this.#lost ??= outcome ?? cardMute(this.#reader, 'exchange');
      this.#card.powered = false;
      throw this.#lost;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
