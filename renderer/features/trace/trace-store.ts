import { useEffect } from 'react';
import { create } from 'zustand';
import type { TraceDoc } from '../../../main/contract/trace.ts';
import { useEngine } from '../../client/engine.tsx';

const kept = 5000;

interface TraceState {
  readonly lines: readonly TraceDoc[];
  readonly add: (lines: readonly TraceDoc[]) => void;
  readonly clear: () => void;
}

/** The newest exchanges with the cards, in their order. */
export const useTrace = create<TraceState>((set) => ({
  lines: [],
  add: (more) =>
    set(({ lines }) => {
      const newest = lines.at(-1)?.number ?? -1;
      const fresh = more.filter(({ number }) => number > newest);
      return fresh.length === 0 ? {} : { lines: [...lines, ...fresh].slice(-kept) };
    }),
  clear: () => set({ lines: [] }),
}));

const batchMs = 100;

/** Fills the trace: once with what the engine remembers, then as exchanges happen, a few times a second. */
export function useTraceFeed(): void {
  const engine = useEngine();
  useEffect(() => {
    let waiting: TraceDoc[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      useTrace.getState().add(waiting);
      waiting = [];
      timer = undefined;
    };
    const load = () => {
      // Without the engine there is no trace; the frame shows that state already.
      engine.call('trace.list', { limit: kept }).then(useTrace.getState().add, () => undefined);
    };
    const stops = [
      engine.on('trace.added', (line) => {
        waiting.push(line);
        timer ??= setTimeout(flush, batchMs);
      }),
      engine.connection.subscribe(() => engine.connection.get() === 'online' && load()),
    ];
    load();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [engine]);
}
