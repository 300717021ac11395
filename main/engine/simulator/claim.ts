import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store } from '../../store/store.ts';

/**
 * A simulated card can be in one process only, as a real one in one reader. Whose the cards of a folder are stands in a file beside them,
 * by the presence id of the process; one that has ended owns nothing.
 */
export class Claim {
  readonly #file: string;
  readonly #store: Store;

  constructor(folder: string, store: Store) {
    this.#file = join(folder, 'owner');
    this.#store = store;
  }

  /** Takes the cards for this process, again if need be; false when another living one has them. */
  take(): boolean {
    const { presence } = this.#store;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    // The write lock of the database keeps two processes from both finding the file free.
    return this.#store.transaction(() => {
      const owner = this.#owner();
      if (owner !== presence.id && presence.isAlive(owner)) return false;
      writeFileSync(this.#file, presence.id, { mode: 0o600 });
      return true;
    });
  }

  release(): void {
    if (this.#owner() === this.#store.presence.id) rmSync(this.#file, { force: true });
  }

  #owner(): string {
    try {
      return readFileSync(this.#file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}
