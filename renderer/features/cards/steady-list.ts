import { useState } from 'react';
import type { ReaderDoc } from '../../../main/contract/reader.ts';

export interface SteadyReader {
  readonly reader: ReaderDoc;
  readonly gone: boolean;
}

/**
 * The readers in the order in which they were first seen. While `held` (the pointer or the focus is in the list) an unplugged reader
 * keeps its place, so that nothing moves under a hand.
 */
export function useSteadyList(readers: readonly ReaderDoc[]): {
  readonly items: readonly SteadyReader[];
  readonly hold: (held: boolean) => void;
} {
  const [known, setKnown] = useState<readonly ReaderDoc[]>([]);
  const [held, hold] = useState(false);
  const present = new Map(readers.map((reader) => [reader.id, reader]));
  const before = new Set(known.map(({ id }) => id));
  const kept = known.filter(({ id }) => held || present.has(id));
  const next = [...kept, ...readers.filter(({ id }) => !before.has(id))].map(
    (reader) => present.get(reader.id) ?? reader,
  );
  const same = next.length === known.length && next.every((reader, at) => reader === known[at]);
  if (!same) setKnown(next);
  return { items: next.map((reader) => ({ reader, gone: !present.has(reader.id) })), hold };
}
