import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData, offsetParameters } from './parameters.ts';
import type { Chunk } from './read-binary.ts';

export interface UpdateBinary {
  /** 0 to 32767; with `sfi` 0 to 255. */
  readonly offset?: number;
  /** 1 to 255 bytes. */
  readonly data: Uint8Array;
  readonly sfi?: number;
  /** The data are secret: they never reach a trace. */
  readonly secret?: boolean;
}

/** UPDATE BINARY of a transparent file, ETSI TS 102 221 11.1.4; parses to the status word. @throws InputError as READ BINARY */
export function updateBinary({ offset = 0, data, sfi, secret = false }: UpdateBinary): CardCommand<number> {
  return {
    name: 'UPDATE BINARY',
    apdu: { cla: 0x00, ins: 0xd6, ...offsetParameters(offset, sfi), data: checkedData(data) },
    sensitive: secret ? 'command' : 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'UPDATE BINARY').sw,
  };
}

/** Data that one UPDATE BINARY carries. */
const most = 255;

/**
 * The pieces of `after` to write so that a file with `before` becomes it: as few commands as can be, each of at most `mostData` (255) bytes,
 * ascending, beginning and ending with a byte that differs. Without `before`, or with one of another length, everything is written.
 * @throws InputError `offset.invalid` beyond 32768 bytes
 */
export function updateBinaryChunks(
  before: Uint8Array | undefined,
  after: Uint8Array,
  mostData = most,
): readonly Chunk[] {
  if (after.length > 0) offsetParameters(after.length - 1, undefined);
  const known = before?.length === after.length ? before : undefined;
  const chunks: Chunk[] = [];
  for (let offset = 0; offset < after.length; offset++) {
    if (known?.[offset] === after[offset]) continue;
    let last = Math.min(offset + mostData, after.length) - 1;
    while (known?.[last] === after[last]) last--;
    chunks.push({ offset, length: last - offset + 1 });
    offset = last;
  }
  return chunks;
}
