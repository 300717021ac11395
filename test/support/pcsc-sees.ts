import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderStatus } from '../../native/reader-port.ts';
import type { VirtualReader } from './pcscd.ts';
import { readerIs } from './snapshots.ts';

/** Waits until the PC/SC service has the reader in this state. */
export async function pcscSees(reader: VirtualReader, state: ReaderStatus['state']): Promise<void> {
  const port = createPcscPort();
  try {
    await readerIs(port, reader.name, state);
  } finally {
    await port.close();
  }
}
