import { aesEncryptBlock } from '../crypto/aes.ts';

/** The encrypted command counter, initial chaining vector of C-DEC and R-ENC; `mark` in its first byte is 80 for responses. Amendment D 6.2.6. */
export function counterIv(sEnc: Uint8Array, counter: number, mark: 0x00 | 0x80): Uint8Array {
  const block = new Uint8Array(16);
  block[0] = mark;
  new DataView(block.buffer).setUint32(12, counter);
  return aesEncryptBlock(sEnc, block);
}
