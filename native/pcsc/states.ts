import type { ReaderStatus } from '../reader-port.ts';
import type { KnownState } from './binding.ts';

/** SCARD_STATE_*, the same numbers on all platforms. */
export const readerState = {
  ignore: 0x0001,
  changed: 0x0002,
  unknown: 0x0004,
  unavailable: 0x0008,
  empty: 0x0010,
  present: 0x0020,
  exclusive: 0x0080,
  mute: 0x0200,
} as const;

/** The state word without what is news in it. */
export function withoutNews(state: number): number {
  return (state & ~readerState.changed) >>> 0;
}

/** What has been seen of a reader (0: nothing yet), to be handed back to the service as known. */
export function knownState(name: string, state: number): KnownState {
  return { name, state: withoutNews(state), changed: false, atr: null };
}

/** The service's count of insertions and removals, modulo 65536; the upper half of the state word. */
export function eventCount(state: number): number {
  return state >>> 16;
}

/** @param ours this program holds the card itself */
export function statusWord(state: number, ours: boolean): ReaderStatus['state'] {
  const has = (flag: number) => (state & flag) !== 0;
  if (has(readerState.unknown) || has(readerState.unavailable) || has(readerState.ignore))
    return 'unavailable';
  if (!has(readerState.present)) return 'empty';
  if (has(readerState.mute)) return 'mute';
  return has(readerState.exclusive) && !ours ? 'held' : 'card';
}
