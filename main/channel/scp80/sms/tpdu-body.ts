import { concatBytes } from '../../../base/bytes.ts';
import { malformedSms } from './errors.ts';
import { decodeUserData, encodeUserData, type UserData } from './user-data.ts';

const clause = '3GPP TS 23.040 9.2.3.16';
/** TP-User-Data have at most 140 bytes. */
export const userDataLimit = 140;

/** Whether TP-User-Data-Length counts characters of 7 bits, 3GPP TS 23.038 4. */
export function countsSeptets(dataCoding: number): boolean {
  if (dataCoding < 0x80) return (dataCoding & 0x2c) === 0;
  if (dataCoding < 0xc0) return false;
  return dataCoding < 0xe0 || (dataCoding >= 0xf0 && (dataCoding & 0x04) === 0);
}

/** TP-UDL and TP-UD, from `offset` to the end. @throws InputError `sms.malformed` */
export function readTpduUserData(
  bytes: Uint8Array,
  offset: number,
  dataCoding: number,
  hasHeader: boolean,
): UserData {
  const announced = bytes[offset];
  if (announced === undefined) throw malformedSms('the user data length is missing', clause);
  const length = countsSeptets(dataCoding) ? Math.ceil((announced * 7) / 8) : announced;
  const userData = bytes.slice(offset + 1);
  if (userData.length !== length)
    throw malformedSms(`${length} bytes of user data are announced and ${userData.length} are there`, clause);
  return hasHeader ? decodeUserData(userData) : { elements: [], data: userData };
}

/** For 8-bit data. @throws InputError `sms.malformed` */
export function encodeTpduUserData(userData: UserData, dataCoding: number): Uint8Array {
  if (countsSeptets(dataCoding)) throw malformedSms('packets need a data coding of 8 bits', clause);
  const bytes = encodeUserData(userData);
  if (bytes.length > userDataLimit)
    throw malformedSms(`${bytes.length} bytes of user data do not fit into ${userDataLimit}`, clause);
  return concatBytes([bytes.length], bytes);
}
