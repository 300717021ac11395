import { expect, test } from 'vitest';
import { fileText } from './file-text.ts';

const text = 'iccid;Größe\r\n';
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little endian', utf16],
  ['UTF-16, big endian', Buffer.from(utf16).swap16()],
])('%s', (_name, bytes) => {
  expect(fileText(bytes)).toBe(text);
});

test('any bytes are a text', () => {
  expect(fileText(Uint8Array.of(0xff, 0xfe, 0x00))).toBe('\uFFFD');
  expect(fileText(Uint8Array.of(0xc3))).toBe('\uFFFD');
  expect(fileText(new Uint8Array())).toBe('');
});
