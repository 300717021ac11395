import type { CardwrightError } from '../../main/base/error.ts';
import type { CardDevice } from '../../main/card/device.ts';
import { cardAbsent, cardMute, cardRemoved, readerHeld, readerLost } from '../reader-errors.ts';
import type { ReaderConnection, ReaderStatus } from '../reader-port.ts';
import { isPresent, watchPresence } from '../removable-card.ts';
import { type InsertedCard, SimulatedConnection } from './connection.ts';
import { Departure } from './departure.ts';

/** A reader in this process: one slot, exclusive, with the manners of PC/SC. */
export class SimulatedReader {
  readonly name: string;
  readonly #changed: () => void;
  #device: CardDevice | undefined;
  #unwatch: () => void = () => undefined;
  #card: InsertedCard | undefined;
  #insertions = 0;
  #connected = false;

  /** @param changed called after each change of the status */
  constructor(name: string, changed: () => void) {
    this.name = name;
    this.#changed = changed;
  }

  get status(): ReaderStatus {
    const { name } = this;
    const insertions = this.#insertions;
    const card = this.#card;
    if (card === undefined) return { name, insertions, state: 'empty' };
    if (card.atr.length > 0) return { name, insertions, state: 'card', atr: card.atr };
    const problem = cardMute(name, 'connect', { cause: card.fault });
    return { name, insertions, state: 'mute', problem };
  }

  /** Puts a card in, in place of the one that is in. A card that can leave its reader by itself comes and goes as it likes. */
  async insert(device: CardDevice): Promise<void> {
    await this.eject();
    this.#device = device;
    this.#unwatch = watchPresence(device, (present) => {
      void (present ? this.#powerUp(device) : this.#lose(cardRemoved(this.name)));
    });
    if (isPresent(device)) await this.#powerUp(device);
  }

  /** Takes the card out, if there is one; what runs on it is lost. */
  eject(): Promise<void> {
    return this.#takeOut(cardRemoved(this.name));
  }

  /** Ends the reader together with what runs on it. */
  unplug(): Promise<void> {
    return this.#takeOut(readerLost(this.name, 'exchange'));
  }

  /** @throws ReaderError `reader.held`, CardError `card.absent`, `card.mute` */
  async connect(): Promise<ReaderConnection> {
    const card = this.#card;
    if (this.#connected) throw readerHeld(this.name, 'this program');
    if (card === undefined) throw cardAbsent(this.name);
    this.#connected = true;
    try {
      if (!card.powered) Object.assign(card, await activate(card.device));
      card.powered = true;
      if (this.#card !== card) throw cardAbsent(this.name);
      if (card.atr.length === 0) throw cardMute(this.name, 'connect', { cause: card.fault });
    } catch (error) {
      this.#connected = false;
      throw error;
    }
    return new SimulatedConnection(this.name, card, () => {
      this.#connected = false;
    });
  }

  async #powerUp(device: CardDevice): Promise<void> {
    const { atr, fault } = await activate(device);
    if (this.#device !== device || !isPresent(device)) return;
    this.#card = { device, atr, fault, powered: true, departure: new Departure() };
    this.#insertions++;
    this.#changed();
  }

  async #takeOut(reason: CardwrightError): Promise<void> {
    const device = this.#device;
    this.#unwatch();
    this.#unwatch = () => undefined;
    this.#device = undefined;
    this.#lose(reason);
    await device?.powerOff();
  }

  #lose(reason: CardwrightError): void {
    const card = this.#card;
    if (card === undefined) return;
    this.#card = undefined;
    this.#insertions++;
    card.departure.leave(reason);
    this.#changed();
  }
}

/** A card that fails in its reset is a mute one. */
async function activate(device: CardDevice): Promise<Pick<InsertedCard, 'atr' | 'fault'>> {
  try {
    return { atr: await device.reset('cold'), fault: undefined };
  } catch (fault) {
    return { atr: new Uint8Array(0), fault };
  }
}
