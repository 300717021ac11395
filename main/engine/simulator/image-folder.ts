import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const fileForm = /^simulator-([1-9]\d{0,3})\.json$/;

/** Where the cards of the simulated readers are kept: one image a reader. The folder itself says which readers there are. */
export class ImageFolder {
  readonly path: string;

  /** @param folder data folder of the station */
  constructor(folder: string) {
    this.path = join(folder, 'simulator');
  }

  /** Numbers of the readers that have a card here, ascending; empty where nobody has added one yet. */
  numbers(): number[] {
    return namesIn(this.path)
      .flatMap((name) => fileForm.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  file(number: number): string {
    return join(this.path, `simulator-${number}.json`);
  }

  remove(number: number): void {
    rmSync(this.file(number), { force: true });
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
