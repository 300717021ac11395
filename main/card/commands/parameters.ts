import { InputError } from '../../base/error.ts';

/** Highest offset of READ and UPDATE BINARY without SFI, 15 bits; and with SFI, 8 bits. ETSI TS 102 221 11.1.3 and 11.1.4. */
const highestOffset = 0x7fff;
const highestOffsetWithSfi = 0xff;

/** Bytes of a transparent file that these offsets reach. */
export const largestFile = highestOffset + 1;

/** P1 and P2 of a command on a transparent file: the offset, or 80 and the SFI and a short offset. @throws InputError `offset.invalid` */
export function offsetParameters(
  offset: number,
  sfi: number | undefined,
): { readonly p1: number; readonly p2: number } {
  const highest = sfi === undefined ? highestOffset : highestOffsetWithSfi;
  if (!Number.isInteger(offset) || offset < 0 || offset > highest)
    throw new InputError('offset.invalid', `The offset ${offset} cannot be addressed.`, {
      hint: `Stay between 0 and ${highest}; beyond 255 select the file instead of using its SFI.`,
      clause: 'ETSI TS 102 221 11.1.3',
    });
  if (sfi === undefined) return { p1: offset >> 8, p2: offset & 0xff };
  return { p1: 0x80 | checkedSfi(sfi), p2: offset };
}

/** @throws InputError `sfi.invalid` unless 1 to 30 */
export function checkedSfi(sfi: number): number {
  if (Number.isInteger(sfi) && sfi >= 1 && sfi <= 30) return sfi;
  throw new InputError('sfi.invalid', `${sfi} is not a short file identifier.`, {
    hint: 'An SFI is 1 to 30.',
    clause: 'ETSI TS 102 221 11.1.1.4.8',
  });
}

/** Data of one command. @throws InputError `data.length` unless 1 to 255 bytes */
export function checkedData(data: Uint8Array): Uint8Array {
  if (data.length >= 1 && data.length <= 255) return data;
  throw new InputError('data.length', `${data.length} bytes do not fit into one command.`, {
    hint: 'One command carries 1 to 255 bytes.',
    clause: 'ETSI TS 102 221 10.1',
  });
}

/** Bytes to ask for. @throws InputError `data.length` unless 1 to 256 */
export function checkedLe(le: number): number {
  if (Number.isInteger(le) && le >= 1 && le <= 256) return le;
  throw new InputError('data.length', `${le} bytes cannot be asked for in one command.`, {
    hint: 'One command reads 1 to 256 bytes.',
    clause: 'ETSI TS 102 221 10.1',
  });
}
