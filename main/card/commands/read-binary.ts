import { CardError } from '../../base/error.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedAnswer } from './answer-length.ts';
import { checkedLe, largestFile, offsetParameters } from './parameters.ts';

export interface ReadBinary {
  /** 0 to 32767; with `sfi` 0 to 255. */
  readonly offset?: number;
  /** 1 to 256; 256 asks for all that is there, up to that many. Default 256. */
  readonly length?: number;
  /** Reads the file with this SFI of the current directory and selects it. */
  readonly sfi?: number;
  /** The content is secret: it never reaches a trace. */
  readonly secret?: boolean;
}

/**
 * READ BINARY of a transparent file, ETSI TS 102 221 11.1.3. Shorter answers than asked for are possible only with `length` 256.
 * @throws InputError `offset.invalid`, `sfi.invalid`, `data.length`
 */
export function readBinary({
  offset = 0,
  length = 256,
  sfi,
  secret = false,
}: ReadBinary = {}): CardCommand<Uint8Array> {
  return {
    name: 'READ BINARY',
    apdu: { cla: 0x00, ins: 0xb0, ...offsetParameters(offset, sfi), le: checkedLe(length) },
    sensitive: secret ? 'response' : 'none',
    changesCard: false,
    parse(response) {
      // 6282, the end came early, is no news when all that is there was asked for.
      const { data } = expectStatus(response, 'READ BINARY', ...(length === 256 ? [0x6282] : []));
      return checkedAnswer(data, length, 'READ BINARY');
    },
  };
}

export interface Chunk {
  readonly offset: number;
  readonly length: number;
}

/** READ BINARY commands for a file of `size` bytes: pieces of 256. @throws CardError `file.too-large` beyond 32768 bytes */
export function readBinaryChunks(size: number): readonly Chunk[] {
  if (size > largestFile)
    throw new CardError(
      'file.too-large',
      `The card describes a file of ${size} bytes, more than commands can reach.`,
      {
        hint: 'Go on without this file; READ BINARY reaches 32768 bytes.',
        clause: 'ETSI TS 102 221 11.1.3',
        details: { size },
      },
    );
  const chunks: Chunk[] = [];
  for (let offset = 0; offset < size; offset += 256)
    chunks.push({ offset, length: Math.min(256, size - offset) });
  return chunks;
}
