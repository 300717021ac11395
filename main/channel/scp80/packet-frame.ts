import { concatBytes, u16be } from '../../base/bytes.ts';
import type { CardwrightError } from '../../base/error.ts';
import { FieldCutter } from './field.ts';
import { checksumLengths, type PacketKeys, type PacketSecurity, protectionAtHand } from './protection.ts';
import { decipherPart, type OpenedPart, readPart } from './secured-part.ts';

/** What command and response packets have in common: two lengths, a head in plain, and a sealed part from CNTR on. */
export interface PacketFrame {
  readonly lengthName: 'CPL' | 'RPL';
  readonly headerName: 'CHL' | 'RHL';
  /** Where the header begins that its length counts. */
  readonly begins: 'SPI' | 'TAR';
  /** Bytes that the header length counts, without RC/CC/DS. */
  readonly counted: number;
  /** Bytes in front of the sealed part, both lengths included. */
  readonly head: number;
  /** What the checksum covers in front of the packet. */
  readonly prefix: Uint8Array;
  readonly malformed: (why: string) => CardwrightError;
  /** The sealed part cannot have been ciphered. */
  readonly uneven: (length: number, blockSize: number) => CardwrightError;
}

/** The head of a packet whose sealed part has `sealed` bytes, `checksum` of them RC/CC/DS, if its length fits into two bytes. */
export function headOf(
  { head, counted }: PacketFrame,
  fixed: Uint8Array,
  sealed: number,
  checksum: number,
): Uint8Array | { readonly tooLong: number } {
  const length = head - 2 + sealed;
  return length > 0xffff ? { tooLong: length } : concatBytes(u16be(length), [counted + checksum], fixed);
}

/** Both lengths of a packet, checked; the cutter stands behind them. */
export function cutLengths(
  bytes: Uint8Array,
  { lengthName, headerName, begins, counted, malformed }: PacketFrame,
): { readonly cutter: FieldCutter; readonly checksumLength: number } {
  if (bytes.length < 3 + counted) throw malformed(`it has only ${bytes.length} bytes`);
  const cutter = new FieldCutter(bytes, 0, false);
  const length = cutter.cut(lengthName, 2, ([high, low]) => `${high! * 0x100 + low!} bytes follow`);
  const following = length[0]! * 0x100 + length[1]!;
  if (following !== bytes.length - 2)
    throw malformed(`${lengthName} announces ${following} bytes and there are ${bytes.length - 2}`);
  const header = cutter.cut(
    headerName,
    1,
    ([count]) => `${count} bytes from ${begins} to the end of RC/CC/DS`,
  )[0]!;
  if (header < counted || header > following - 1)
    throw malformed(`a header of ${header} bytes is impossible in it`);
  return { cutter, checksumLength: header - counted };
}

/** Lengths of RC/CC/DS that would be possible, where `found` is none of them. */
export function otherChecksumLengths(
  { check, kid }: PacketSecurity,
  found: number,
): readonly number[] | undefined {
  const possible = checksumLengths(check, kid);
  return possible === undefined || possible.includes(found) ? undefined : possible;
}

/** The sealed part as far as the keys at hand open it, and the first reason why something is not open. */
export function openSealed(
  bytes: Uint8Array,
  { head, prefix, uneven }: PacketFrame,
  security: PacketSecurity,
  keys: PacketKeys,
  checksumLength: number,
  explainStatus?: (code: number) => string,
): { readonly content: OpenedPart | undefined; readonly obstacle: CardwrightError | undefined } {
  const { obstacle, ...protection } = protectionAtHand(security, keys);
  if (security.ciphering && protection.cipher === undefined) return { content: undefined, obstacle };
  const sealed = bytes.subarray(head);
  const body = decipherPart(sealed, protection);
  if (body === undefined)
    return { content: undefined, obstacle: uneven(sealed.length, protection.cipher?.blockSize ?? 8) };
  const content = readPart(body, concatBytes(prefix, bytes.subarray(0, head)), protection, {
    offset: head,
    checksumLength,
    ciphered: security.ciphering,
    ...(explainStatus === undefined ? {} : { explainStatus }),
  });
  return { content, obstacle };
}
