import { concatBytes } from '../../base/bytes.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData, checkedSfi } from './parameters.ts';
import { checkedRecord } from './record-parameters.ts';

export interface SearchRecord {
  /** Bytes to find, from the first byte of a record on. */
  readonly pattern: Uint8Array;
  /** Record to begin with, 1 to 254. Default 1. */
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  readonly sfi?: number;
}

/**
 * SEARCH RECORD, simple search, ETSI TS 102 221 11.1.7: numbers of the records that hold the pattern, none when there are none.
 * @throws InputError `record.invalid`, `sfi.invalid`, `data.length`
 */
export function searchRecord(search: SearchRecord): CardCommand<readonly number[]> {
  const mode = search.direction === 'backward' ? 0x05 : 0x04;
  return command(search, mode, checkedData(search.pattern));
}

/**
 * SEARCH RECORD, enhanced search: the pattern is looked for from byte `offset` of each record on (`offset` 0 is the first byte), or
 * after the first byte with the value `after`.
 */
export function searchRecordEnhanced(
  search: SearchRecord & ({ readonly offset: number } | { readonly after: number }),
): CardCommand<readonly number[]> {
  const where = 'offset' in search ? [0x00, search.offset] : [0x08, search.after];
  const direction = search.direction === 'backward' ? 0x05 : 0x04;
  const indication = [where[0]! | direction, where[1]!];
  return command(search, 0x06, checkedData(concatBytes(indication, search.pattern)));
}

function command(search: SearchRecord, mode: number, data: Uint8Array): CardCommand<readonly number[]> {
  const file = search.sfi === undefined ? 0 : checkedSfi(search.sfi) << 3;
  return {
    name: 'SEARCH RECORD',
    apdu: { cla: 0x00, ins: 0xa2, p1: checkedRecord(search.from ?? 1), p2: file | mode, data, le: 256 },
    sensitive: 'none',
    changesCard: false,
    // 6282: the search was unsuccessful; 6A83 on some cards.
    parse: (response) => [...expectStatus(response, 'SEARCH RECORD', 0x6282, 0x6a83).data],
  };
}
