import type { FileValue } from '../declare.ts';
import { decodeBcd, diallingDigits, encodeBcd } from './bcd.ts';
import { codeOfName, nameOfCode } from './choice.ts';
import { malformed, tooLong, unusable } from './errors.ts';
import { fillUp } from './filling.ts';
import { membersOf, type Part, textOf } from './part.ts';

/** A telephone number with its type and numbering plan, 3GPP TS 24.008 10.5.4.7. */
export type DiallingNumber = {
  /** Digits, and `*`, `#`, `p`, `?`. */
  readonly digits: string;
  readonly type: string;
  readonly plan: string;
};

const types: ReadonlyMap<number, string> = new Map([
  [0, 'unknown'],
  [1, 'international'],
  [2, 'national'],
  [3, 'network specific'],
  [4, 'short code'],
]);

const plans: ReadonlyMap<number, string> = new Map([
  [0, 'unknown'],
  [1, 'ISDN/telephony'],
  [3, 'data'],
  [4, 'telex'],
  [8, 'national'],
  [9, 'private'],
]);

/**
 * A length byte, the type of number and numbering plan, and BCD digits. The length counts bytes from the type on (EF_MSISDN and the
 * service centre of EF_SMSP), or digits (TP-Destination Address, 3GPP TS 23.040 9.1.2.5). `null` where the length is `FF` or zero.
 */
export function diallingNumberPart(lengthCounts: 'bytes' | 'digits'): Part<DiallingNumber | null> {
  return {
    decode(bytes) {
      const length = bytes[0] ?? 0;
      if (length === 0xff || length === 0) return null;
      const room = bytes.length - 2;
      const used = lengthCounts === 'bytes' ? length - 1 : Math.ceil(length / 2);
      if (used > room)
        throw malformed(`the number has ${used} bytes of digits and there is room for ${room}`);
      const digits = decodeBcd(bytes.subarray(2, 2 + used), diallingDigits);
      if (lengthCounts === 'digits' && digits.length !== length)
        throw malformed(`${length} digits are announced, ${digits.length} are there`);
      const kind = bytes[1] ?? 0;
      return { digits, type: nameOfCode(types, (kind >> 4) & 7), plan: nameOfCode(plans, kind & 0x0f) };
    },
    encode(value, size) {
      if (value === null) return new Uint8Array(size).fill(0xff);
      const member = membersOf(value, ['digits', 'type', 'plan']);
      const text = textOf(member('digits'));
      const used = Math.ceil(text.length / 2);
      if (used > size - 2) throw tooLong(used + 2, size);
      const kind = 0x80 | (half(types, member('type'), 7) << 4) | half(plans, member('plan'), 0x0f);
      if (lengthCounts === 'digits' && text.length === 0) throw unusable('the number has no digits');
      const length = lengthCounts === 'bytes' ? used + 1 : text.length;
      return fillUp(Uint8Array.of(length, kind, ...encodeBcd(text, diallingDigits, used)), size);
    },
    describe: (value) =>
      value === null ? 'none' : `${value.type === 'international' ? '+' : ''}${value.digits} (${value.plan})`,
    note: ([length, kind]) =>
      length !== 0xff && length !== 0 && kind !== undefined && kind < 0x80
        ? 'the highest bit of the type of number is not set'
        : undefined,
  };
}

function half(names: ReadonlyMap<number, string>, value: FileValue, max: number): number {
  const code = codeOfName(names, textOf(value));
  if (code > max) throw unusable(`${code} does not fit into the type of number`);
  return code;
}
