import { unknownReader } from '../../../native/reader-errors.ts';
import type { ReaderPort } from '../../../native/reader-port.ts';

/** In the place of PC/SC where a host does not want it: no readers, and the service is left alone. */
export const noPcsc: ReaderPort = {
  watch(listener) {
    let watching = true;
    queueMicrotask(() => {
      if (watching) listener({ service: 'disabled', readers: [] });
    });
    return () => {
      watching = false;
    };
  },
  connect: (reader) => Promise.reject(unknownReader(reader)),
  close: () => Promise.resolve(),
};
