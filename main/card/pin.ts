import { fromHex, padRight } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';

/** Bytes of every PIN, PUK and ADM on the wire, ETSI TS 102 221 11.1.9. */
export const pinLength = 8;

/**
 * A PIN, PUK or ADM that is written as decimal digits: four to eight, each as its ASCII (T.50) byte, filled up with FF.
 * @throws InputError `pin.malformed`; the error never repeats the value.
 */
export function encodePinDigits(digits: string): Uint8Array {
  if (!/^[0-9]{4,8}$/.test(digits)) throw malformed('A PIN is four to eight decimal digits.');
  return padRight(
    Uint8Array.from(digits, (digit) => digit.charCodeAt(0)),
    pinLength,
  );
}

/**
 * A key that is written in hexadecimal, as ADMs often are: eight bytes, sent as they are. Nothing is filled up: a key that lost a byte on
 * its way would be presented, and cost a try.
 * @throws InputError `pin.malformed`; the error never repeats the value.
 */
export function encodePinHex(hex: string): Uint8Array {
  const digits = hex.replace(/[\s:]/g, '');
  if (!/^([0-9a-f]{2}){8}$/i.test(digits))
    throw malformed('A key is eight bytes, that is 16 hexadecimal digits; end a shorter one with FF.');
  return fromHex(digits);
}

function malformed(hint: string): InputError {
  return new InputError('pin.malformed', 'The PIN or key cannot be presented as it is written.', {
    hint,
    meaning: 'Nothing was sent to the card; no try is used.',
    clause: 'ETSI TS 102 221 11.1.9',
  });
}
