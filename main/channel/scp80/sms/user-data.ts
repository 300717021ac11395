import { concatBytes } from '../../../base/bytes.ts';
import { malformedSms } from './errors.ts';

/** One information element of a user data header, 3GPP TS 23.040 9.2.3.24. */
export interface InformationElement {
  /** IEI: 00 and 08 concatenation, 70 command packet, 71 response packet. */
  readonly id: number;
  readonly data: Uint8Array;
}

/** TP-User-Data with its header taken off; without header `elements` is empty. */
export interface UserData {
  readonly elements: readonly InformationElement[];
  readonly data: Uint8Array;
}

/** IEIs of secured packets, 3GPP TS 31.115 4.1. */
export const packetElement = { command: 0x70, response: 0x71 } as const;

const clause = '3GPP TS 23.040 9.2.3.24';

/**
 * User data that begin with a header, as the answer to ENVELOPE does. Total: a header that does not fit is an InputError `sms.malformed`.
 */
export function decodeUserData(bytes: Uint8Array): UserData {
  const length = bytes[0];
  if (length === undefined) throw malformedSms('the user data header is missing', clause);
  if (length + 1 > bytes.length) throw malformedSms('the user data header is cut off', clause);
  const elements: InformationElement[] = [];
  let at = 1;
  while (at < length + 1) {
    const size = bytes[at + 1];
    if (size === undefined || at + 2 + size > length + 1)
      throw malformedSms('an element of the user data header is cut off', clause);
    elements.push({ id: bytes[at]!, data: bytes.slice(at + 2, at + 2 + size) });
    at += 2 + size;
  }
  return { elements, data: bytes.slice(length + 1) };
}

/** @throws InputError `sms.malformed` for a header or an element that is too long for its length byte. */
export function encodeUserData({ elements, data }: UserData): Uint8Array {
  if (elements.length === 0) return data;
  const header = concatBytes(...elements.map((element) => encodeElement(element)));
  if (header.length > 0xff) throw malformedSms('the user data header is longer than 255 bytes', clause);
  return concatBytes([header.length], header, data);
}

function encodeElement({ id, data }: InformationElement): Uint8Array {
  if (data.length > 0xff) throw malformedSms('an element is longer than 255 bytes', clause);
  return concatBytes([id, data.length], data);
}
