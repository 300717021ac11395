import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedAnswer } from './answer-length.ts';
import { checkedLe } from './parameters.ts';
import { type RecordAddress, recordParameters } from './record-parameters.ts';

export interface ReadRecord {
  readonly record: RecordAddress;
  /** Length of the record, 1 to 255; where it is not known 256, which costs an exchange more on T=0. */
  readonly length: number;
  readonly sfi?: number;
  readonly secret?: boolean;
}

/** READ RECORD of a linear fixed or cyclic file, ETSI TS 102 221 11.1.5. @throws InputError `record.invalid`, `sfi.invalid`, `data.length` */
export function readRecord({ record, length, sfi, secret = false }: ReadRecord): CardCommand<Uint8Array> {
  return {
    name: 'READ RECORD',
    apdu: { cla: 0x00, ins: 0xb2, ...recordParameters(record, sfi), le: checkedLe(length) },
    sensitive: secret ? 'response' : 'none',
    changesCard: false,
    parse(response) {
      // 6282, the end came early, is no news when all that is there was asked for.
      const { data } = expectStatus(response, 'READ RECORD', ...(length === 256 ? [0x6282] : []));
      return checkedAnswer(data, length, 'READ RECORD');
    },
  };
}
