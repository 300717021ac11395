import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Cli, cliOf } from '../support/cli.ts';
import { insertLabCard, type LabCard, type LabCardOptions } from '../support/lab-card.ts';
import { type Pcscd, startPcscd, type VirtualReader } from '../support/pcscd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A station with a reader of its own, new for each test. */
export interface Bench {
  readonly reader: VirtualReader;
  /** Data folder of the station. */
  readonly folder: string;
  /** File that keeps the card. */
  readonly image: string;
  readonly cli: Cli;
  /** Puts a card into the reader, in its own process; the same card as before when `image` has been written. */
  insert(
    seed: string,
    options?: Partial<Pick<LabCardOptions, 'faults' | 'state' | 'image'>>,
  ): Promise<LabCard>;
}

/** Starts a pcscd for the tests of a file and gives what makes a bench in it. */
export function useBenches(): () => Bench {
  let pcscd: Pcscd | undefined;
  beforeAll(async () => {
    pcscd = await startPcscd(1);
  });
  afterAll(() => pcscd?.dispose());
  return () => {
    const [reader] = pcscd!.readers;
    const folder = temporaryFolder();
    const image = join(temporaryFolder(), 'card.json');
    return {
      reader: reader!,
      folder,
      image,
      cli: cliOf(folder, pcscd!.env),
      insert: (seed, options = {}) => insertLabCard({ reader: reader!, seed, image, ...options }),
    };
  };
}
