import { concatBytes } from '../../base/bytes.ts';

/** ISO/IEC 9797-1 padding method 2: '80', then zeros up to a multiple of `blockSize` bytes. Always adds at least one byte. */
export function pad80(data: Uint8Array, blockSize: 8 | 16): Uint8Array {
  const zeros = blockSize - 1 - (data.length % blockSize);
  return concatBytes(data, [0x80], new Uint8Array(zeros));
}

/** The data before the padding, or undefined where there is no valid padding. */
export function unpad80(padded: Uint8Array): Uint8Array | undefined {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end--;
  return end > 0 && padded[end - 1] === 0x80 ? padded.slice(0, end - 1) : undefined;
}

/** ISO/IEC 9797-1 padding method 1: zeros up to a multiple of `blockSize` bytes, none where it is one already. */
export function padZeros(data: Uint8Array, blockSize: 8 | 16): Uint8Array {
  return concatBytes(data, new Uint8Array((blockSize - (data.length % blockSize)) % blockSize));
}
