import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { concatBytes } from '../../base/bytes.ts';
import { decodeCapFile } from './cap-file.ts';

const directoryRecord = 0x02014b50;

/** An archive of one entry whose directory names it `count` times, each time with another path, as `size` bytes. */
function sharedEntry(content: Uint8Array, count: number, size: number): Uint8Array {
  const zip = zipSync({ 'a/javacard/Header.cap': [content, { level: 9 }] });
  const end = zip.slice(-22);
  const view = new DataView(end.buffer);
  const start = view.getUint32(16, true);
  const record = zip.slice(start, -22);
  expect(new DataView(record.buffer).getUint32(0, true)).toBe(directoryRecord);
  const records = Array.from({ length: count }, (_, i) => {
    const copy = record.slice();
    new DataView(copy.buffer).setUint32(24, size, true);
    copy[46] = 'a'.charCodeAt(0) + (i % 26);
    return copy;
  });
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, record.length * count, true);
  return concatBytes(zip.slice(0, start), ...records, end);
}

const malformed = (why: string) =>
  expect.objectContaining({ code: 'cap.malformed', message: expect.stringContaining(why) });

test('an archive that lies about what is in it is refused before much is inflated', () => {
  const bomb = new Uint8Array(150_000_000);
  expect(() => decodeCapFile(sharedEntry(bomb, 1, 1000))).toThrow(malformed('too large'));
  expect(() => decodeCapFile(sharedEntry(new Uint8Array(60_000), 26, 60_000))).toThrow(malformed('twice'));
  expect(() => decodeCapFile(sharedEntry(new Uint8Array(600), 1, 60_000))).toThrow(malformed('announced'));
});
