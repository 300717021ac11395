/**
 * The text in a file as spreadsheets and editors save it: UTF-8, or UTF-16 where its byte order mark says so. The mark is no part of the
 * text. Bytes that do not fit become U+FFFD.
 */
export function fileText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
