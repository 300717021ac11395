import { concatBytes, isFilledWith, toHex } from '../../../base/bytes.ts';
import type { Codec, FieldSpan } from '../declare.ts';
import { attempt, malformed, unusable } from './errors.ts';
import { expectFilling, fillingField, fillUp } from './filling.ts';
import { bytesOf } from './hex.ts';
import { lvHolder } from './lv-holder.ts';
import { membersOf, textOf } from './part.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** What a terminal keeps of a GBA_U bootstrapping: RAND in hexadecimal, B-TID and the lifetime of the key as texts. */
export type GbaBootstrapping = { readonly rand: string; readonly bTid: string; readonly lifetime: string };

const names = ['RAND', 'B-TID', 'Key lifetime'] as const;

/** Three values, each after its length byte, 3GPP TS 31.102 4.2.79. */
export const gbaBootstrapping: Codec<GbaBootstrapping> = {
  decode(bytes) {
    const { values, end } = open(bytes);
    const [rand, bTid, lifetime] = values;
    if (rand === undefined || bTid === undefined || lifetime === undefined)
      throw malformed('RAND, B-TID and key lifetime are not all there');
    expectFilling(bytes, end);
    return { rand: toHex(rand.value), bTid: decodeUtf8(bTid.value), lifetime: decodeUtf8(lifetime.value) };
  },
  encode(value, size) {
    const member = membersOf(value, ['rand', 'bTid', 'lifetime']);
    const values = [
      bytesOf(member('rand')),
      encodeUtf8(textOf(member('bTid'))),
      encodeUtf8(textOf(member('lifetime'))),
    ];
    if (values.some(({ length }) => length > 0xfe))
      throw unusable('none of the three may have more than 254 bytes');
    return fillUp(concatBytes(...values.map((one) => lvHolder.close(one))), size);
  },
  fields(bytes) {
    if (isFilledWith(bytes, 0xff)) return fillingField(bytes, 0);
    const { values, end, problem } = open(bytes);
    const rest = {
      name: 'Content',
      value: toHex(bytes.subarray(end)),
      offset: end,
      length: bytes.length - end,
    };
    return [
      ...values.map((held, i) => valueField(names[i] ?? '', held)),
      ...(problem === undefined ? fillingField(bytes, end) : [{ ...rest, note: problem }]),
    ];
  },
  isUnassigned: (bytes) =>
    isFilledWith(bytes, 0xff) ||
    (bytes.length >= 3 && isFilledWith(bytes.subarray(0, 3), 0) && attempt(() => expectFilling(bytes, 3)).ok),
  summary: ({ bTid, lifetime }) => `B-TID ${bTid}, until ${lifetime}`,
};

interface Value {
  readonly value: Uint8Array;
  readonly offset: number;
}

function open(bytes: Uint8Array): { values: readonly Value[]; end: number; problem?: string } {
  const values: Value[] = [];
  let end = 0;
  for (const name of names) {
    if (end >= bytes.length) return { values, end, problem: `${name} is missing` };
    const at = end;
    const read = attempt(() => lvHolder.open(bytes.subarray(at)));
    if (!read.ok) return { values, end, problem: `${name}: ${read.problem}` };
    values.push({ value: read.value.value, offset: at + read.value.offset });
    end = at + read.value.end;
  }
  return { values, end };
}

function valueField(name: string, { value, offset }: Value): FieldSpan {
  const span = { name, offset, length: value.length };
  if (name === 'RAND') return { ...span, value: toHex(value) };
  const text = attempt(() => decodeUtf8(value));
  return text.ok ? { ...span, value: text.value } : { ...span, value: toHex(value), note: text.problem };
}
