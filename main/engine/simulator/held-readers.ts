import { readerHeld, unknownReader } from '../../../native/reader-errors.ts';
import type { ReaderPort } from '../../../native/reader-port.ts';

/** The simulated readers of a folder whose cards another Cardwright process works with: shown, but not to be had. */
export function heldReaders(names: readonly string[]): ReaderPort {
  const held = (name: string) => readerHeld(name, 'another program');
  return {
    watch(listener) {
      let watching = true;
      const readers = names.map((name) => ({
        name,
        state: 'held' as const,
        insertions: 0,
        problem: held(name),
      }));
      queueMicrotask(() => {
        if (watching) listener({ service: 'running', readers });
      });
      return () => {
        watching = false;
      };
    },
    connect: (name) => Promise.reject(names.includes(name) ? held(name) : unknownReader(name)),
    close: () => Promise.resolve(),
  };
}
