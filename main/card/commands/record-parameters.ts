import { InputError } from '../../base/error.ts';
import { checkedSfi } from './parameters.ts';

/** Which record: its number from 1 to 254, or the one after or before the record pointer. */
export type RecordAddress = number | 'next' | 'previous';

/** P1 and P2 of record commands, ETSI TS 102 221 table 11.10: SFI in bits 8 to 4, mode in bits 3 to 1. @throws InputError `record.invalid` */
export function recordParameters(
  record: RecordAddress,
  sfi: number | undefined,
): { readonly p1: number; readonly p2: number } {
  const file = sfi === undefined ? 0 : checkedSfi(sfi) << 3;
  if (record === 'next') return { p1: 0, p2: file | 0x02 };
  if (record === 'previous') return { p1: 0, p2: file | 0x03 };
  return { p1: checkedRecord(record), p2: file | 0x04 };
}

/** @throws InputError `record.invalid` unless 1 to 254 */
export function checkedRecord(record: number): number {
  if (Number.isInteger(record) && record >= 1 && record <= 254) return record;
  throw new InputError('record.invalid', `${record} is not the number of a record.`, {
    hint: 'Records are numbered 1 to 254.',
    clause: 'ETSI TS 102 221 11.1.5',
  });
}
