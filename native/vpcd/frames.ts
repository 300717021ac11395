import { concatBytes } from '../../main/base/bytes.ts';

/** What a piece of the stream brought: whole frames, and whether it ended right behind a length whose payload is still to come. */
export interface Arrival {
  readonly frames: readonly Uint8Array[];
  readonly lengthAlone: boolean;
}

/**
 * Cuts the byte stream of vpcd into frames: a length of two bytes, big endian, and that many bytes of payload. Total: any bytes are
 * frames, and at most one frame of 65535 bytes is kept.
 */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0);

  push(chunk: Uint8Array): Arrival {
    const frames: Uint8Array[] = [];
    let rest = this.#rest.length === 0 ? chunk : concatBytes(this.#rest, chunk);
    while (rest.length >= 2) {
      const end = 2 + ((rest[0]! << 8) | rest[1]!);
      if (rest.length < end) break;
      frames.push(rest.slice(2, end));
      rest = rest.subarray(end);
    }
    this.#rest = rest.slice();
    return { frames, lengthAlone: rest.length === 2 };
  }
}
