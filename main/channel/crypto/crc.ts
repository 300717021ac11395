import { crc32 as zlibCrc32 } from 'node:zlib';
import { u16be } from '../../base/bytes.ts';

/** CRC-16 of ISO/IEC 13239: polynomial X16 + X12 + X5 + 1, start FFFF, result inverted. 2 bytes, big endian. */
export function crc16(data: Uint8Array): Uint8Array {
  let register = 0xffff;
  for (const byte of data) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >> 1) ^ ((register & 1) === 0 ? 0 : 0x8408);
  }
  return u16be(register ^ 0xffff);
}

/** CRC-32 of ISO/IEC 13239. 4 bytes, big endian. */
export function crc32(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, zlibCrc32(data));
  return out;
}
