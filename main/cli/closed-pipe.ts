import type { Writable } from 'node:stream';

/**
 * Whoever reads our output may go before we end (`cardwright card report | head`). That is no defect, and no reason to leave a card in the
 * middle of a write: the work goes on without a listener. Any other trouble with the stream stays fatal.
 */
export function outliveReaders(streams: readonly Writable[]): void {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
