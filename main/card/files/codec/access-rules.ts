import { hex8, isFilledWith, toHex } from '../../../base/bytes.ts';
import { decodeExpandedRules } from '../../access/expanded.ts';
import { sentenceFor } from '../../access/sentence.ts';
import type { AccessRule } from '../../access/types.ts';
import { decodeTlvs } from '../../tlv/ber.ts';
import type { Codec, FieldSpan } from '../declare.ts';
import { attempt, unusable } from './errors.ts';
import { fillingField, fillUp } from './filling.ts';
import { bytesOf } from './hex.ts';
import { asFileError } from './tlv-holder.ts';

/**
 * One record of an EF_ARR: access rules in expanded form. The value is their bytes in hexadecimal without the filling, since the same
 * record may govern files and directories, for which the bits mean different things; words are given as for files.
 */
export const accessRulesCodec: Codec<string> = {
  decode(bytes) {
    rulesIn(bytes);
    return toHex(withoutFilling(bytes));
  },
  encode(value, size) {
    const rules = bytesOf(value);
    const read = attempt(() => rulesIn(rules));
    if (!read.ok) throw unusable(read.problem);
    return fillUp(rules, size);
  },
  fields(bytes) {
    const read = attempt(() => ruleFields(bytes));
    if (read.ok) return read.value;
    return [{ name: 'Content', value: toHex(bytes), offset: 0, length: bytes.length, note: read.problem }];
  },
  isUnassigned: (bytes) => isFilledWith(bytes, 0xff),
  summary: (value) => rulesIn(bytesOf(value)).map(ruleSentence).join(' '),
};

function rulesIn(bytes: Uint8Array): readonly AccessRule[] {
  return asFileError(() => decodeExpandedRules(bytes, 'ef'));
}

/** An access mode object begins a rule, the conditions after it end it. */
function ruleFields(bytes: Uint8Array): readonly FieldSpan[] {
  const objects = asFileError(() => decodeTlvs(bytes));
  const isMode = (tag: number) => (tag >= 0x80 && tag <= 0x8f) || tag === 0x9c;
  const starts = objects.filter(({ tag }) => isMode(tag)).map(({ offset }) => offset);
  const end = objects.at(-1)?.end ?? 0;
  const rules = starts.map((offset, i) => {
    const next = starts[i + 1] ?? end;
    const sentences = rulesIn(bytes.subarray(offset, next)).map(ruleSentence);
    return { name: `Rule ${i + 1}`, value: sentences.join(' '), offset, length: next - offset };
  });
  return [...rules, ...fillingField(bytes, end)];
}

function ruleSentence({ operations, instructions, condition }: AccessRule): string {
  if (operations.length > 0)
    return operations.map((operation) => sentenceFor(operation, condition)).join(' ');
  return instructions.length > 0
    ? `A rule for the command ${instructions.map(hex8).join(', ')}.`
    : 'A rule Cardwright cannot put into words.';
}

/** Without FF at the end that is no part of an object. */
function withoutFilling(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, decodeTlvs(bytes).at(-1)?.end ?? 0);
}
