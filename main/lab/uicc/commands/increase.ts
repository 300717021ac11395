import { concatBytes } from '../../../base/bytes.ts';
import { requireAccess } from '../os/access.ts';
import type { CommandHandler } from '../os/command.ts';
import { withFile } from '../os/image-edit.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { recordOf, withNewestRecord } from '../os/records.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { recordFile } from './record.ts';

/** INCREASE, ETSI TS 102 221 11.1.8: adds to the newest record of a cyclic EF; the sum becomes its newest record. */
export const increase: CommandHandler = {
  name: 'INCREASE',
  ins: 0x32,
  cla: 'etsi',
  case: 'in-out',
  run: (card, { channel, p1, p2, data }) => {
    if (p2 !== 0 || (p1 !== 0 && (p1 & 0xe0) !== 0x80)) throw new Refusal(status.wrongP1P2);
    const file = recordFile(card, channel, p1 & 0x1f);
    if (file.header.structure !== 'cyclic') throw new Refusal(status.incompatibleStructure);
    requireAccess(card, channel, file, 'increase');
    requireUsable(card.image, file);
    const newest = recordOf(file, 1);
    if (newest === undefined) throw new Refusal(status.recordNotFound);
    if (data.length === 0 || data.length > 127 || data.length > newest.length)
      throw new Refusal(status.wrongLength);
    const sum = add(newest, data);
    if (sum === undefined) throw new Refusal(status.maxValueReached);
    card.commit(withFile(card.image, withNewestRecord(file, sum)));
    channel.record = 1;
    return { data: concatBytes(sum, data) };
  },
};

/** Big-endian sum as long as `a`; `undefined` when it does not fit. `b` is not longer than `a`. */
function add(a: Uint8Array, b: Uint8Array): Uint8Array | undefined {
  const out = a.slice();
  let carry = 0;
  for (let i = 1; i <= a.length; i++) {
    const sum = a[a.length - i]! + (b[b.length - i] ?? 0) + carry;
    out[a.length - i] = sum & 0xff;
    carry = sum >> 8;
  }
  return carry === 0 ? out : undefined;
}
