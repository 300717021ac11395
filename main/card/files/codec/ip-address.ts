import { malformed, unusable } from './errors.ts';

/** Four bytes as `192.0.2.1`. @throws CardError `file.malformed` */
export function decodeIpv4(bytes: Uint8Array): string {
  if (bytes.length !== 4) throw malformed(`an IPv4 address has 4 bytes, here are ${bytes.length}`);
  return bytes.join('.');
}

/** The four bytes of `192.0.2.1`; `undefined` for any other text. */
export function encodeIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return Uint8Array.from(parts, Number);
}

/** Sixteen bytes as `2001:db8::1`, RFC 5952. @throws CardError `file.malformed` */
export function decodeIpv6(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw malformed(`an IPv6 address has 16 bytes, here are ${bytes.length}`);
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16));
  return canonicalIpv6(groups.join(':')) ?? groups.join(':');
}

/** The sixteen bytes of an IPv6 address in any of its forms. @throws InputError `value.malformed` */
export function encodeIpv6(text: string): Uint8Array {
  const canonical = canonicalIpv6(text);
  if (canonical === undefined) throw unusable(`“${text}” is not an IPv6 address`);
  const [head = '', tail = ''] = canonical.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
  const front = groupsOf(head);
  const back = groupsOf(tail);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  const words = [...front, ...zeros, ...back].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 0xff]));
}

/** The URL parser knows every form of an IPv6 address and writes it in one: lower case, the longest row of zeros as `::`. */
function canonicalIpv6(text: string): string | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text)) return undefined;
  return URL.parse(`http://[${text}]/`)?.hostname.slice(1, -1);
}
