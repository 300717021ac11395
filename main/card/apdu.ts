import { concatBytes } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';

/**
 * A command APDU of ISO/IEC 7816-4 5.1 and ETSI TS 102 221 10.1.1. Without `data` and `le` it is case 1, with `le` only case 2,
 * with `data` only case 3, with both case 4.
 */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** Command data, 0 to 65535 bytes; more than 255 need the extended form. */
  readonly data?: Uint8Array;
  /** Expected length of the response data, 1 to 65536; 256 is coded '00' in the short form. */
  readonly le?: number;
}

export interface ResponseApdu {
  readonly data: Uint8Array;
  /** SW1 SW2, big endian. */
  readonly sw: number;
}

/** The bytes of a command: the short form where it fits, else the extended one. @throws InputError `apdu.malformed` */
export function encodeCommandApdu(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data, le } = command;
  const lc = data?.length ?? 0;
  for (const byte of [cla, ins, p1, p2])
    if (!Number.isInteger(byte) || byte < 0 || byte > 0xff) throw malformed('a header byte is not 0 to 255');
  if (lc > 0xffff) throw malformed('the data are longer than 65535 bytes');
  if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 0x10000))
    throw malformed('Le is not 1 to 65536');
  const header = [cla, ins, p1, p2];
  const extended = lc > 0xff || (le ?? 0) > 0x100;
  if (!extended)
    return concatBytes(header, lc > 0 ? [lc] : [], data ?? [], le === undefined ? [] : [le & 0xff]);
  const leBytes = le === undefined ? [] : [(le >> 8) & 0xff, le & 0xff];
  return lc > 0
    ? concatBytes(header, [0, lc >> 8, lc & 0xff], data ?? [], leBytes)
    : concatBytes(header, [0], leBytes);
}

/** The command in `bytes`. Total: any other length or form is an InputError `apdu.malformed`. */
export function decodeCommandApdu(bytes: Uint8Array): CommandApdu {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined)
    throw malformed('it is shorter than four bytes');
  const header = { cla, ins, p1, p2 };
  const body = bytes.subarray(4);
  const first = body[0];
  if (first === undefined) return header;
  if (body.length === 1) return { ...header, le: first === 0 ? 256 : first };
  if (first !== 0) return { ...header, ...shortBody(body, first) };
  if (body.length < 3) throw malformed('the extended length is cut off');
  const length = (body[1]! << 8) | body[2]!;
  if (body.length === 3) return { ...header, le: length === 0 ? 0x10000 : length };
  if (length === 0) throw malformed('an extended Lc of zero');
  return { ...header, ...extendedBody(body, length) };
}

function shortBody(body: Uint8Array, lc: number): Pick<CommandApdu, 'data' | 'le'> {
  const data = body.slice(1, 1 + lc);
  if (body.length === 1 + lc) return { data };
  if (body.length === 2 + lc) return { data, le: body[1 + lc] === 0 ? 256 : body[1 + lc]! };
  throw malformed('Lc does not match the data');
}

function extendedBody(body: Uint8Array, lc: number): Pick<CommandApdu, 'data' | 'le'> {
  const data = body.slice(3, 3 + lc);
  if (body.length === 3 + lc) return { data };
  if (body.length !== 5 + lc) throw malformed('the extended Lc does not match the data');
  const le = (body[3 + lc]! << 8) | body[4 + lc]!;
  return { data, le: le === 0 ? 0x10000 : le };
}

/** Splits a response into data and status word. Total: fewer than two bytes are an InputError `apdu.malformed`. */
export function decodeResponseApdu(bytes: Uint8Array): ResponseApdu {
  if (bytes.length < 2) throw malformed('the answer has no status word');
  return { data: bytes.slice(0, -2), sw: (bytes[bytes.length - 2]! << 8) | bytes[bytes.length - 1]! };
}

export function encodeResponseApdu(response: ResponseApdu): Uint8Array {
  return concatBytes(response.data, [response.sw >> 8, response.sw & 0xff]);
}

function malformed(why: string): InputError {
  return new InputError('apdu.malformed', `This is not a valid APDU: ${why}.`, {
    hint: 'Check the bytes: CLA INS P1 P2, then Lc with that many data bytes, then Le.',
    clause: 'ISO/IEC 7816-4 5.1',
  });
}
