import { requireAccess } from '../os/access.ts';
import type { CommandHandler, Request } from '../os/command.ts';
import type { CardFile } from '../os/image.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { recordCountOf, recordOf } from '../os/records.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { recordFile } from './record.ts';

/** SEARCH RECORD, ETSI TS 102 221 11.1.7: the numbers of the records that contain a string, by simple or enhanced search. */
export const searchRecord: CommandHandler = {
  name: 'SEARCH RECORD',
  ins: 0xa2,
  cla: 'interindustry',
  case: 'in-out',
  run: (card, request) => {
    const { channel, p2 } = request;
    const file = recordFile(card, channel, p2 >> 3);
    requireAccess(card, channel, file, 'read');
    requireUsable(card.image, file);
    const search = readSearch(file, request);
    if (search.pattern.length === 0) throw new Refusal(status.wrongLength);
    if (search.pattern.length > (file.header.recordLength ?? 0)) throw new Refusal(status.wrongData);
    const found = search.order.filter((number) => {
      const record = recordOf(file, number);
      return record !== undefined && contains(record, search);
    });
    const [first] = found;
    if (first === undefined) return { sw: status.searchUnsuccessful };
    channel.record = first;
    return { data: Uint8Array.from(found) };
  },
};

interface Search {
  /** Record numbers in the order in which they are looked at. */
  readonly order: readonly number[];
  readonly pattern: Uint8Array;
  /** Enhanced search: where in the record to begin, or after which byte. */
  readonly from?: { readonly offset: number } | { readonly afterByte: number };
}

/** P2 bits 3 to 1: 100 forward and 101 backward from the record in P1, 110 enhanced with a search indication before the string. */
function readSearch(file: CardFile, { channel, p1, p2, data }: Request): Search {
  const mode = p2 & 0x07;
  if (mode === 0x04 || mode === 0x05)
    return { order: orderFrom(file, startOf(channel.record, p1), mode === 0x04), pattern: data };
  if (mode !== 0x06) throw new Refusal(status.wrongP1P2);
  const [indication, second] = data;
  if (indication === undefined || second === undefined) throw new Refusal(status.wrongLength);
  if (indication > 0x0f || (indication & 0x04) === 0) throw new Refusal(status.wrongData);
  const forward = (indication & 0x01) === 0;
  const relative = (indication & 0x02) !== 0;
  const start = relative ? neighbour(file, channel.record, forward) : startOf(channel.record, p1);
  return {
    order: orderFrom(file, start, forward),
    pattern: data.subarray(2),
    from: (indication & 0x08) === 0 ? { offset: second } : { afterByte: second },
  };
}

function startOf(current: number | undefined, p1: number): number {
  const start = p1 === 0 ? current : p1;
  if (start === undefined) throw new Refusal(status.recordNotFound);
  return start;
}

function neighbour(file: CardFile, current: number | undefined, forward: boolean): number {
  if (current === undefined) return forward ? 1 : recordCountOf(file);
  return current + (forward ? 1 : -1);
}

function orderFrom(file: CardFile, start: number, forward: boolean): readonly number[] {
  const count = recordCountOf(file);
  if (start > count) throw new Refusal(status.recordNotFound);
  return forward
    ? Array.from({ length: count - start + 1 }, (_, i) => start + i)
    : Array.from({ length: start }, (_, i) => start - i);
}

function contains(record: Uint8Array, { pattern, from }: Search): boolean {
  const start = startIn(record, from);
  for (let at = start; at + pattern.length <= record.length; at++)
    if (pattern.every((byte, i) => byte === record[at + i])) return true;
  return false;
}

function startIn(record: Uint8Array, from: Search['from']): number {
  if (from === undefined) return 0;
  if ('offset' in from) return from.offset;
  const at = record.indexOf(from.afterByte);
  return at < 0 ? record.length : at + 1;
}
