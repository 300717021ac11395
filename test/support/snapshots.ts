import { InternalError } from '../../main/base/error.ts';
import type { ReaderPort, ReaderSnapshot, ReaderStatus } from '../../native/reader-port.ts';

/** The first snapshot that `wanted` holds for; fails after `patience` milliseconds with the last one seen. */
export function snapshotWith(
  port: ReaderPort,
  wanted: (snapshot: ReaderSnapshot) => boolean,
  patience = 10_000,
): Promise<ReaderSnapshot> {
  return new Promise((resolve, reject) => {
    let last: ReaderSnapshot | undefined;
    const end = () => {
      clearTimeout(timer);
      stop();
    };
    const timer = setTimeout(() => {
      end();
      reject(
        new InternalError('test.no-such-snapshot', `Never seen. The last was ${describe(last)}`, {
          hint: '',
        }),
      );
    }, patience);
    const stop = port.watch((snapshot) => {
      last = snapshot;
      if (!wanted(snapshot)) return;
      end();
      resolve(snapshot);
    });
  });
}

/** Waits until the reader is in this state. */
export async function readerIs(
  port: ReaderPort,
  name: string,
  state: ReaderStatus['state'],
): Promise<ReaderStatus> {
  const find = (snapshot: ReaderSnapshot) =>
    snapshot.readers.find((reader) => reader.name === name && reader.state === state);
  return find(await snapshotWith(port, (snapshot) => find(snapshot) !== undefined))!;
}

function describe(snapshot: ReaderSnapshot | undefined): string {
  if (snapshot === undefined) return 'none';
  const readers = snapshot.readers.map((reader) => `${reader.name}: ${reader.state}`);
  return `${snapshot.service} (${readers.join(', ')})`;
}
