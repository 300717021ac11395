import { concatBytes, hex8, toHex } from '../../../base/bytes.ts';
import { attempt, malformed } from './errors.ts';
import type { HeldValue } from './held.ts';
import { decodeIpv4, decodeIpv6, encodeIpv4, encodeIpv6 } from './ip-address.ts';
import { textOf } from './part.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const fqdn = 0x00;
const ipv4 = 0x01;
const ipv6 = 0x02;
const typeNames: ReadonlyMap<number, string> = new Map([
  [fqdn, 'FQDN'],
  [ipv4, 'IPv4'],
  [ipv6, 'IPv6'],
]);

/**
 * A byte with the type of address (00 FQDN, 01 IPv4, 02 IPv6) and the address. As text; the type is found from it:
 * `mef.example.com`, `192.0.2.1`, `2001:db8::1` (IPv6 as RFC 5952 writes it).
 */
export function heldAddress(name: string): HeldValue<string> {
  return {
    empty: '',
    decode: decodeAddress,
    encode(value) {
      const text = textOf(value);
      const four = encodeIpv4(text);
      if (four !== undefined) return concatBytes([ipv4], four);
      // No name has a colon: whoever writes one means IPv6.
      if (text.includes(':')) return concatBytes([ipv6], encodeIpv6(text));
      return concatBytes([fqdn], encodeUtf8(text));
    },
    fields(bytes) {
      const [type = 0] = bytes;
      const typeName = typeNames.get(type);
      const read = attempt(() => decodeAddress(bytes));
      const span = { name, offset: 1, length: bytes.length - 1 };
      const unknown = typeName === undefined ? { note: 'reserved' } : {};
      const note = read.ok ? typeNote(type, read.value) : read.problem;
      return [
        { name: 'Type of address', value: typeName ?? hex8(type), offset: 0, length: 1, ...unknown },
        {
          ...span,
          value: read.ok ? read.value : toHex(bytes.subarray(1)),
          ...(note === undefined ? {} : { note }),
        },
      ];
    },
    summary: (value) => value,
  };
}

function decodeAddress(bytes: Uint8Array): string {
  const [type = 0] = bytes;
  const address = bytes.subarray(1);
  switch (type) {
    case fqdn:
      if (address.length === 0) throw malformed('the address is missing after its type');
      return decodeUtf8(address);
    case ipv4:
      return decodeIpv4(address);
    case ipv6:
      return decodeIpv6(address);
    default:
      throw malformed(`type of address ${hex8(type)} is reserved`);
  }
}

function typeNote(type: number, address: string): string | undefined {
  return type === fqdn && (encodeIpv4(address) !== undefined || address.includes(':'))
    ? 'marked as an FQDN, but it is written like an IP address'
    : undefined;
}
