import { concatBytes } from '../../../base/bytes.ts';
import { encodeAddress, readAddress, type SmsAddress } from './address.ts';
import { malformedSms } from './errors.ts';
import { encodeTpduUserData, readTpduUserData } from './tpdu-body.ts';
import type { UserData } from './user-data.ts';

/** SMS-DELIVER, 3GPP TS 23.040 9.2.2.1. */
export interface SmsDeliver {
  readonly originator: SmsAddress;
  /** TP-PID; 7F is (U)SIM data download. */
  readonly protocol: number;
  /** TP-DCS; F6 is 8-bit data of class 2, for the card. */
  readonly dataCoding: number;
  /** TP-SCTS, 7 bytes as `encodeTimestamp` makes them. */
  readonly timestamp: Uint8Array;
  readonly userData: UserData;
  /** More messages wait in the service centre. */
  readonly moreMessages: boolean;
  readonly loopPrevention: boolean;
  readonly statusReport: boolean;
  readonly replyPath: boolean;
}

/** Protocol and data coding that make a terminal hand the message to the card, 3GPP TS 31.115 4.1. */
export const dataDownload = { protocol: 0x7f, dataCoding: 0xf6 } as const;

const clause = '3GPP TS 23.040 9.2.2.1';
const flags = { noMore: 0x04, loopPrevention: 0x08, statusReport: 0x20, header: 0x40, replyPath: 0x80 };

/** Total: anything else is an InputError `sms.malformed`. */
export function decodeSmsDeliver(tpdu: Uint8Array): SmsDeliver {
  const first = tpdu[0];
  if (first === undefined || (first & 0x03) !== 0) throw malformedSms('it is no SMS-DELIVER', clause);
  const { address: originator, end } = readAddress(tpdu, 1);
  const [protocol, dataCoding] = tpdu.subarray(end, end + 2);
  if (protocol === undefined || dataCoding === undefined || tpdu.length < end + 9)
    throw malformedSms('it is cut off', clause);
  return {
    originator,
    protocol,
    dataCoding,
    timestamp: tpdu.slice(end + 2, end + 9),
    userData: readTpduUserData(tpdu, end + 9, dataCoding, (first & flags.header) !== 0),
    moreMessages: (first & flags.noMore) === 0,
    loopPrevention: (first & flags.loopPrevention) !== 0,
    statusReport: (first & flags.statusReport) !== 0,
    replyPath: (first & flags.replyPath) !== 0,
  };
}

/** @throws InputError `sms.malformed` for what does not fit */
export function encodeSmsDeliver(message: SmsDeliver): Uint8Array {
  if (message.timestamp.length !== 7) throw malformedSms('the time stamp has not 7 bytes', clause);
  const first =
    (message.moreMessages ? 0 : flags.noMore) |
    (message.loopPrevention ? flags.loopPrevention : 0) |
    (message.statusReport ? flags.statusReport : 0) |
    (message.userData.elements.length > 0 ? flags.header : 0) |
    (message.replyPath ? flags.replyPath : 0);
  return concatBytes(
    [first],
    encodeAddress(message.originator),
    [message.protocol, message.dataCoding],
    message.timestamp,
    encodeTpduUserData(message.userData, message.dataCoding),
  );
}

/** TP-SCTS of a moment in UTC, 3GPP TS 23.040 9.2.3.11. 7 bytes. @param time milliseconds since 1970 */
export function encodeTimestamp(time: number): Uint8Array {
  const date = new Date(time);
  const parts = [
    date.getUTCFullYear() % 100,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    0,
  ];
  return Uint8Array.from(parts, (part) => Math.floor(part / 10) | ((part % 10) << 4));
}
