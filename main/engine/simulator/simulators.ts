import { unknownReader } from '../../../native/reader-errors.ts';
import type { ReaderPort } from '../../../native/reader-port.ts';
import { createSimulatedPort, type SimulatedPort } from '../../../native/simulated/simulated-port.ts';
import { CardwrightError, ReaderError } from '../../base/error.ts';
import type { FaultInput } from '../../contract/station.ts';
import type { Uicc } from '../../lab/uicc/uicc.ts';
import type { Lazy } from '../lazy.ts';
import type { EngineLog } from '../log.ts';
import type { Claim } from './claim.ts';
import { heldReaders } from './held-readers.ts';
import type { ImageFolder } from './image-folder.ts';

interface SimulatedCard {
  readonly number: number;
  readonly uicc: Uicc;
}

const nameOf = (number: number): string => `Simulator ${number}`;

/** The simulated readers of a station, each with a software card that keeps what is written to it. */
export class Simulators {
  readonly #folder: ImageFolder;
  readonly #claim: Lazy<Claim>;
  readonly #port: SimulatedPort = createSimulatedPort();
  readonly #cards = new Map<string, SimulatedCard>();
  #held: readonly string[] = [];

  /** @param claim on the cards of `folder`: the first card needs it, and with it the database */
  constructor(folder: ImageFolder, claim: Lazy<Claim>) {
    this.#folder = folder;
    this.#claim = claim;
  }

  get port(): ReaderPort {
    return this.#held.length > 0 ? heldReaders(this.#held) : this.#port;
  }

  has(reader: string): boolean {
    return this.#cards.has(reader) || this.#held.includes(reader);
  }

  /**
   * Brings back the readers of the folder, their cards inserted. A card that cannot be read stays out, and stays in its file. Where another
   * process has the cards they are shown, but not to be had.
   */
  async restore(log: EngineLog): Promise<void> {
    const numbers = this.#folder.numbers();
    if (numbers.length === 0) return;
    if (!(await this.#claim.get()).take()) {
      this.#held = numbers.map(nameOf);
      return;
    }
    const { restoreCard } = await import('./software-card.ts');
    for (const number of numbers)
      try {
        await this.#plugIn(number, restoreCard(this.#folder.file(number)));
      } catch (error) {
        if (!(error instanceof CardwrightError)) throw error;
        log.write(`the card of ${nameOf(number)} stays out: ${error.code}`);
      }
  }

  /** Adds a reader with a fresh card; returns the reader's name. @throws InputError `seed.unknown`, ReaderError `simulator.held` */
  async add(seed: string): Promise<string> {
    if (this.#held.length > 0 || !(await this.#claim.get()).take()) throw heldElsewhere();
    const { freshCard } = await import('./software-card.ts');
    const taken = this.#folder.numbers();
    let number = 1;
    while (taken.includes(number)) number++;
    const siblings = [...this.#cards.values()].filter(({ uicc }) => uicc.snapshot().seed === seed);
    await this.#plugIn(number, freshCard(seed, siblings.length, this.#folder.file(number)));
    return nameOf(number);
  }

  /** Unplugs the reader and throws its card away. */
  async remove(reader: string): Promise<void> {
    const { number } = this.#find(reader);
    await this.#port.removeReader(reader);
    this.#cards.delete(reader);
    this.#folder.remove(number);
  }

  insert(reader: string): void {
    this.#find(reader).uicc.insert();
  }

  eject(reader: string): void {
    this.#find(reader).uicc.remove();
  }

  fault(reader: string, fault: FaultInput): void {
    this.#find(reader).uicc.setFault(fault);
  }

  /** The cards stay in their files. */
  async close(): Promise<void> {
    (await this.#claim.built)?.release();
  }

  async #plugIn(number: number, uicc: Uicc): Promise<void> {
    const reader = nameOf(number);
    this.#cards.set(reader, { number, uicc });
    this.#port.addReader(reader);
    await this.#port.insert(reader, uicc);
  }

  #find(reader: string): SimulatedCard {
    const card = this.#cards.get(reader);
    if (card !== undefined) return card;
    throw this.#held.includes(reader) ? heldElsewhere() : unknownReader(reader);
  }
}

function heldElsewhere(): ReaderError {
  return new ReaderError('simulator.held', 'Another Cardwright process works with the simulated readers.', {
    meaning: 'Nothing was changed.',
    hint: 'Use them there, or end that process and start again.',
  });
}
