import { concatBytes } from '../../../base/bytes.ts';
import { malformedSms } from './errors.ts';

/** An address of 3GPP TS 23.040 9.1.2.5. */
export interface SmsAddress {
  /** Type of number and numbering plan: 91 international, 81 unknown, D0 alphanumeric. */
  readonly type: number;
  /** Half bytes in their order: 0 to 9, `*`, `#`, `a`, `b`, `c`, and `f` for 15, which is no digit but stands in addresses that are no numbers. */
  readonly digits: string;
}

/** `*`, `#`, `a`, `b`, `c` are 10 to 14 in the standard; 15 fills. */
const halfBytes = '0123456789*#abcf';
const clause = '3GPP TS 23.040 9.1.2.5';

/** The address that begins at `offset` with its number of digits, and where it ends. @throws InputError `sms.malformed` */
export function readAddress(
  bytes: Uint8Array,
  offset: number,
): { readonly address: SmsAddress; readonly end: number } {
  const [count, type] = bytes.subarray(offset, offset + 2);
  const end = offset + 2 + Math.ceil((count ?? 0) / 2);
  if (count === undefined || type === undefined || end > bytes.length)
    throw malformedSms('an address is cut off', clause);
  return { address: { type, digits: digitsOf(bytes.subarray(offset + 2, end)).slice(0, count) }, end };
}

/** @throws InputError `sms.malformed` */
export function encodeAddress({ type, digits }: SmsAddress): Uint8Array {
  if (digits.length > 20) throw malformedSms('an address has more than 20 digits', clause);
  return concatBytes([digits.length, type], packDigits(digits));
}

/** The address of a service centre as ENVELOPE and EF_SMSP carry it: the type, and digits up to an `f`. */
export function decodeServiceCentre(value: Uint8Array): SmsAddress {
  const type = value[0];
  if (type === undefined) throw malformedSms('the address of the service centre is empty', clause);
  return { type, digits: digitsOf(value.subarray(1)).replace(/f$/, '') };
}

/** @throws InputError `sms.malformed` */
export function encodeServiceCentre({ type, digits }: SmsAddress): Uint8Array {
  return concatBytes([type], packDigits(digits));
}

function digitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => halfBytes[byte & 0x0f]! + halfBytes[byte >> 4]!).join('');
}

function packDigits(digits: string): Uint8Array {
  const halves = Array.from(digits, (digit) => halfBytes.indexOf(digit));
  if (halves.includes(-1)) throw malformedSms(`an address has other digits than ${halfBytes}`, clause);
  return Uint8Array.from(
    { length: Math.ceil(halves.length / 2) },
    (_, i) => halves[2 * i]! | ((halves[2 * i + 1] ?? 0x0f) << 4),
  );
}
