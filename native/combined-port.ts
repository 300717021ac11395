import { CardwrightError } from '../main/base/error.ts';
import type { ReaderConnection, ReaderPort, ReaderSnapshot } from './reader-port.ts';

/**
 * Several sources of readers as one. `leading` (PC/SC) gives the state of the service and what is wrong with it; its readers come
 * first. Names have to differ: a reader of another source hides one of `leading` with the same name.
 */
export function combinePorts(leading: ReaderPort, ...others: readonly ReaderPort[]): ReaderPort {
  const all = [leading, ...others];
  return {
    watch: (listener) => watchAll(all, listener),
    connect: (reader, signal) => connectAny(leading, others, reader, signal),
    async close() {
      await Promise.all(all.map((port) => port.close()));
    },
  };
}

/** Calls `listener` when every source has been heard, and then with each change of one of them. */
function watchAll(ports: readonly ReaderPort[], listener: (snapshot: ReaderSnapshot) => void): () => void {
  const latest = new Map<ReaderPort, ReaderSnapshot>();
  const stops = ports.map((port) =>
    port.watch((snapshot) => {
      latest.set(port, snapshot);
      const heard = ports.flatMap((one) => latest.get(one) ?? []);
      const [first] = heard;
      if (heard.length < ports.length || first === undefined) return;
      const readers = heard.flatMap((one) => one.readers);
      const { service, problem } = first;
      listener({ service, readers, ...(problem === undefined ? {} : { problem }) });
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** Sources in this process know at once whether a reader is theirs; what none of them knows is left to `leading`. */
async function connectAny(
  leading: ReaderPort,
  others: readonly ReaderPort[],
  reader: string,
  signal: AbortSignal | undefined,
): Promise<ReaderConnection> {
  for (const port of others) {
    try {
      return await port.connect(reader, signal);
    } catch (error) {
      if (!(error instanceof CardwrightError && error.code === 'reader.unknown')) throw error;
    }
  }
  return leading.connect(reader, signal);
}
