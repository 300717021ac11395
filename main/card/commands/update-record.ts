import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData } from './parameters.ts';
import { type RecordAddress, recordParameters } from './record-parameters.ts';

export interface UpdateRecord {
  /** In a cyclic file only `previous`: the oldest record becomes record 1. */
  readonly record: RecordAddress;
  /** The whole record. */
  readonly data: Uint8Array;
  readonly sfi?: number;
  readonly secret?: boolean;
}

/** UPDATE RECORD, ETSI TS 102 221 11.1.6; parses to the status word. @throws InputError `record.invalid`, `sfi.invalid`, `data.length` */
export function updateRecord({ record, data, sfi, secret = false }: UpdateRecord): CardCommand<number> {
  return {
    name: 'UPDATE RECORD',
    apdu: { cla: 0x00, ins: 0xdc, ...recordParameters(record, sfi), data: checkedData(data) },
    sensitive: secret ? 'command' : 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'UPDATE RECORD').sw,
  };
}
