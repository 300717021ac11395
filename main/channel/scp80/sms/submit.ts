import { concatBytes } from '../../../base/bytes.ts';
import { encodeAddress, readAddress, type SmsAddress } from './address.ts';
import { malformedSms } from './errors.ts';
import { encodeTpduUserData, readTpduUserData } from './tpdu-body.ts';
import type { UserData } from './user-data.ts';

/** SMS-SUBMIT, 3GPP TS 23.040 9.2.2.2; a card sends its proof of receipt so in SEND SHORT MESSAGE. */
export interface SmsSubmit {
  /** TP-Message-Reference; the terminal replaces it. */
  readonly reference: number;
  readonly destination: SmsAddress;
  readonly protocol: number;
  readonly dataCoding: number;
  /** TP-VP: none, 1 byte relative, 7 bytes absolute or enhanced. */
  readonly validity: {
    readonly format: 'none' | 'enhanced' | 'relative' | 'absolute';
    readonly value: Uint8Array;
  };
  readonly userData: UserData;
  readonly rejectDuplicates: boolean;
  readonly statusReport: boolean;
  readonly replyPath: boolean;
}

const clause = '3GPP TS 23.040 9.2.2.2';
const flags = { rejectDuplicates: 0x04, statusReport: 0x20, header: 0x40, replyPath: 0x80 };
/** TP-VPF values 0 to 3, and how many bytes TP-VP has. */
const validityFormats = ['none', 'enhanced', 'relative', 'absolute'] as const;
const validityLengths = { none: 0, enhanced: 7, relative: 1, absolute: 7 } as const;

/** Total: anything else is an InputError `sms.malformed`. */
export function decodeSmsSubmit(tpdu: Uint8Array): SmsSubmit {
  const [first, reference] = tpdu;
  if (first === undefined || reference === undefined || (first & 0x03) !== 1)
    throw malformedSms('it is no SMS-SUBMIT', clause);
  const { address: destination, end } = readAddress(tpdu, 2);
  const [protocol, dataCoding] = tpdu.subarray(end, end + 2);
  const format = validityFormats[(first >> 3) & 3]!;
  const validityEnd = end + 2 + validityLengths[format];
  if (protocol === undefined || dataCoding === undefined || tpdu.length < validityEnd)
    throw malformedSms('it is cut off', clause);
  return {
    reference,
    destination,
    protocol,
    dataCoding,
    validity: { format, value: tpdu.slice(end + 2, validityEnd) },
    userData: readTpduUserData(tpdu, validityEnd, dataCoding, (first & flags.header) !== 0),
    rejectDuplicates: (first & flags.rejectDuplicates) !== 0,
    statusReport: (first & flags.statusReport) !== 0,
    replyPath: (first & flags.replyPath) !== 0,
  };
}

/** @throws InputError `sms.malformed` for what does not fit */
export function encodeSmsSubmit(message: SmsSubmit): Uint8Array {
  const { format, value } = message.validity;
  if (value.length !== validityLengths[format])
    throw malformedSms('the validity period has another length than its format', clause);
  const first =
    0x01 |
    (message.rejectDuplicates ? flags.rejectDuplicates : 0) |
    (validityFormats.indexOf(format) << 3) |
    (message.statusReport ? flags.statusReport : 0) |
    (message.userData.elements.length > 0 ? flags.header : 0) |
    (message.replyPath ? flags.replyPath : 0);
  return concatBytes(
    [first, message.reference],
    encodeAddress(message.destination),
    [message.protocol, message.dataCoding],
    value,
    encodeTpduUserData(message.userData, message.dataCoding),
  );
}
