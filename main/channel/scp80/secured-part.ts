import { timingSafeEqual } from 'node:crypto';
import { concatBytes } from '../../base/bytes.ts';
import { decodeCounter, encodeCounter } from './counter.ts';
import { FieldCutter, type PacketField } from './field.ts';
import type { Protection } from './protection.ts';

/** What follows the TAR in a command and in a response: CNTR, PCNTR, in a response the status, RC/CC/DS, the data and their padding. */
export interface SecuredPart {
  /** 0 to 2^40 - 1. */
  readonly counter: number;
  /** Response status code; commands have none. */
  readonly status?: number;
  readonly data: Uint8Array;
}

/** `unchecked`: it is there and no key or no algorithm is at hand. */
export type ChecksumState = 'none' | 'genuine' | 'wrong' | 'unchecked';

export interface OpenedPart extends SecuredPart {
  readonly checksum: ChecksumState;
  /** Bytes of padding after the data, PCNTR. */
  readonly padding: number;
  /** PCNTR is possible; otherwise `data` still has the padding. */
  readonly paddingFits: boolean;
  readonly fields: readonly PacketField[];
}

/** CNTR and PCNTR. */
const counterLength = 6;

/**
 * Seals `part`, ETSI TS 102 225 5.1 and 5.2: pads for ciphering, computes the checksum over everything but itself, enciphers from CNTR on.
 * @param prefix what the checksum covers in front of the packet
 * @param head the packet up to the TAR, from the length of the sealed part
 * @param macLength bytes of AES-CMAC
 */
export function sealPart(
  part: SecuredPart,
  { cipher, checksum }: Protection,
  macLength: 4 | 8,
  prefix: Uint8Array,
  head: (sealedLength: number, checksumLength: number) => Uint8Array,
): Uint8Array {
  const status = part.status === undefined ? [] : [part.status];
  const length = checksum === undefined ? 0 : checksum.lengths.length > 1 ? macLength : checksum.lengths[0]!;
  const open = counterLength + status.length + length + part.data.length;
  const padding =
    cipher === undefined ? 0 : (cipher.blockSize - (open % cipher.blockSize)) % cipher.blockSize;
  const front = concatBytes(encodeCounter(part.counter), [padding], status);
  const data = concatBytes(part.data, new Uint8Array(padding));
  const start = head(open + padding, length);
  const mac = checksum?.compute(concatBytes(prefix, start, front, data), length) ?? [];
  const body = concatBytes(front, mac, data);
  return concatBytes(start, cipher?.encipher(body) ?? body);
}

/** The part in plain, or undefined where it cannot have been ciphered: its length is no multiple of the block size. */
export function decipherPart(sealed: Uint8Array, { cipher }: Protection): Uint8Array | undefined {
  if (cipher === undefined) return sealed;
  return sealed.length % cipher.blockSize === 0 ? cipher.decipher(sealed) : undefined;
}

/**
 * Takes a deciphered part apart. `body` has at least CNTR, PCNTR, the status if `hasStatus`, and `checksumLength` bytes.
 * @param covered prefix and head, as in {@link sealPart}
 * @param offset where the part begins in the packet
 */
export function readPart(
  body: Uint8Array,
  covered: Uint8Array,
  protection: Protection,
  layout: {
    readonly offset: number;
    readonly checksumLength: number;
    readonly ciphered: boolean;
    readonly explainStatus?: (code: number) => string;
  },
): OpenedPart {
  const { checksumLength, ciphered, explainStatus } = layout;
  const cutter = new FieldCutter(body, layout.offset, ciphered);
  const counterBytes = cutter.cut('CNTR', 5, (value) => `counter ${decodeCounter(value)}`);
  const paddingByte = cutter.cut('PCNTR', 1, ([count]) => `${bytesWord(count!)} of padding after the data`);
  const status =
    explainStatus === undefined ? [] : cutter.cut('Status', 1, ([code]) => explainStatus(code ?? 0));
  const front = concatBytes(counterBytes, paddingByte, status);
  const rest = body.slice(front.length + checksumLength);
  const mac = body.slice(front.length, front.length + checksumLength);
  const checksum = judge(mac, concatBytes(covered, front, rest), protection);
  cutter.cut('RC/CC/DS', checksumLength, () => checksumWords[checksum]);
  const padding = paddingByte[0]!;
  const paddingFits = padding <= rest.length && padding < (protection.cipher?.blockSize ?? 1);
  const data = paddingFits ? rest.slice(0, rest.length - padding) : rest;
  cutter.cut('Data', data.length, (value) => bytesWord(value.length));
  cutter.cut('Padding', cutter.rest, () => 'padding');
  return {
    counter: decodeCounter(counterBytes),
    ...(explainStatus === undefined ? {} : { status: status[0]! }),
    data,
    checksum,
    padding,
    paddingFits,
    fields: cutter.fields,
  };
}

const bytesWord = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

const checksumWords: Readonly<Record<ChecksumState, string>> = {
  none: 'none',
  genuine: 'right',
  wrong: 'wrong',
  unchecked: 'not checked',
};

function judge(mac: Uint8Array, covered: Uint8Array, { checksum }: Protection): ChecksumState {
  if (checksum === undefined) return mac.length === 0 ? 'none' : 'unchecked';
  if (!checksum.lengths.includes(mac.length)) return 'wrong';
  return timingSafeEqual(checksum.compute(covered, mac.length), mac) ? 'genuine' : 'wrong';
}
