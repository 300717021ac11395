import { InputError } from '../../base/error.ts';
import { pinLength } from '../pin.ts';

/** A value to present, as `encodePinDigits` and `encodePinHex` make it. @throws InputError `pin.malformed` unless eight bytes */
export function checkedPin(value: Uint8Array): Uint8Array {
  if (value.length === pinLength) return value;
  throw new InputError('pin.malformed', 'The PIN or key is not eight bytes long.', {
    hint: 'Fill it up with FF to eight bytes.',
    meaning: 'Nothing was sent to the card; no try is used.',
    clause: 'ETSI TS 102 221 11.1.9',
  });
}
