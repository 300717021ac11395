import type { CardDevice } from '../../main/card/device.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { Noise } from './noise.ts';

/** A card that is not to be trusted, and what it was told. */
export interface HostileCard extends CardDevice {
  /** Commands so far. */
  readonly commands: number;
  /** Presentations of a key or PIN, VERIFY with data. */
  readonly presentations: number;
}

type Answer = (command: Uint8Array) => Promise<Uint8Array | undefined>;

class Hostile implements HostileCard {
  commands = 0;
  presentations = 0;
  readonly #atr: Uint8Array;
  readonly #answer: Answer;

  constructor(atr: Uint8Array, answer: Answer) {
    this.#atr = atr;
    this.#answer = answer;
  }

  reset(): Promise<Uint8Array> {
    return Promise.resolve(this.#atr);
  }

  powerOff(): Promise<void> {
    return Promise.resolve();
  }

  transmit(command: Uint8Array): Promise<Uint8Array | undefined> {
    this.commands++;
    if (command[1] === 0x20 && command.length > 5) this.presentations++;
    return this.#answer(command);
  }
}

const statusWords: readonly [number, ...number[]] = [
  0x9000, 0x9110, 0x6100, 0x6110, 0x61ff, 0x6c00, 0x6c10, 0x6282, 0x6283, 0x63c0, 0x63c3, 0x6300, 0x6581,
  0x6700, 0x6881, 0x6982, 0x6983, 0x6a82, 0x6a83, 0x6a84, 0x6a86, 0x6b00, 0x6d00, 0x6e00, 0x6f00, 0x0000,
  0xffff,
];

/** Any bytes as the answer to anything: none, one, far too many, any status word, endless 61xx and 6Cxx. */
export function randomCard(seed: number): HostileCard {
  const noise = new Noise(seed);
  return new Hostile(noise.bytes(1 + noise.below(33)), () => {
    if (noise.once(200)) return Promise.resolve(undefined);
    if (noise.once(4)) return Promise.resolve(noise.bytes(noise.below(300)));
    const sw = noise.pick(statusWords);
    const data = noise.once(2) ? noise.bytes(noise.below(257)) : new Uint8Array();
    return Promise.resolve(Uint8Array.of(...data, sw >> 8, sw & 0xff));
  });
}

/** A card of `seedName` that lies once in `rarity` answers: bits turned over, bytes lost or added, another status, an old answer. */
export function lyingCard(seedName: string, seed: number, rarity: number): HostileCard {
  const noise = new Noise(seed);
  const uicc = createUicc({ image: loadSeed(seedName).image });
  let before = Uint8Array.of(0x90, 0);
  return new PoweredHostile(uicc, async (command) => {
    const truth = (await uicc.transmit(command)) ?? new Uint8Array();
    const told = noise.once(rarity) ? lieAbout(truth, before, noise) : truth;
    before = truth.slice();
    return told;
  });
}

/** A well-behaved card whose files hold noise. */
export function noisyCard(seedName: string, seed: number): HostileCard {
  const noise = new Noise(seed);
  const { image } = loadSeed(seedName);
  const files = new Map(
    [...image.files].map(([id, file]) => {
      const isKept = file.header.kind !== 'ef' || noise.once(2);
      return [id, isKept ? file : { ...file, body: noisyBody(file.body, noise) }] as const;
    }),
  );
  const noisy: CardImage = { ...image, files };
  const uicc = createUicc({ image: noisy });
  return new PoweredHostile(uicc, (command) => uicc.transmit(command));
}

/** As the software card is powered, so is this one. */
class PoweredHostile extends Hostile {
  readonly #uicc: Uicc;

  constructor(uicc: Uicc, answer: Answer) {
    super(uicc.snapshot().atr, answer);
    this.#uicc = uicc;
  }

  override async reset(): Promise<Uint8Array> {
    return this.#uicc.reset('cold');
  }

  override async powerOff(): Promise<void> {
    await this.#uicc.powerOff();
  }
}

function lieAbout(truth: Uint8Array, before: Uint8Array, noise: Noise): Uint8Array | undefined {
  const lie = truth.slice();
  const at = noise.below(Math.max(1, lie.length));
  switch (noise.below(7)) {
    case 0:
      return undefined;
    case 1:
      return lie.slice(0, at);
    case 2:
      return Uint8Array.of(...noise.bytes(1 + noise.below(8)), ...lie);
    case 3: {
      const sw = noise.pick(statusWords);
      return Uint8Array.of(...lie.slice(0, -2), sw >> 8, sw & 0xff);
    }
    case 4:
      return before;
    case 5:
      return lie.fill(noise.below(256), at, Math.max(at, lie.length - 2));
    default:
      lie[at] = (lie[at] ?? 0) ^ (1 << noise.below(8));
      return lie;
  }
}

function noisyBody(body: Uint8Array, noise: Noise): Uint8Array {
  if (noise.once(2)) return noise.bytes(body.length);
  const next = body.slice();
  for (let i = 0; i <= noise.below(4); i++) next[noise.below(Math.max(1, next.length))] = noise.below(256);
  return next.slice(0, body.length);
}
