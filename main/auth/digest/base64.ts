/** Base64 with padding, IETF RFC 4648 4. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/**
 * Bytes of a base64 text; `undefined` when it has other characters, or bits that belong to no byte. Padding may be missing or
 * too long: the example of IETF RFC 3310 itself has too much.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const symbols = text.slice(0, lengthWithoutPadding(text));
  if (symbols.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(symbols)) return undefined;
  const bytes = new Uint8Array(Buffer.from(symbols, 'base64'));
  return toBase64(bytes).startsWith(symbols) ? bytes : undefined;
}

function lengthWithoutPadding(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end--;
  return end;
}
