import { hex16, isFilledWith, toHex } from '../../../base/bytes.ts';
import { decodeTlvs, type Tlv } from '../../tlv/ber.ts';
import { alphaPart, encodeAlpha } from '../codec/alpha-identifier.ts';
import { attempt, malformed, unusable } from '../codec/errors.ts';
import { expectFilling, fillingField, fillUp } from '../codec/filling.ts';
import { bytesOf } from '../codec/hex.ts';
import { listOf, membersOf, textOf } from '../codec/part.ts';
import { readTlvAt, tagText } from '../codec/tlv-holder.ts';
import { decodeUtf8, encodeUtf8 } from '../codec/utf8.ts';
import type { Codec, FieldSpan, FileValue } from '../declare.ts';
import {
  type DirectoryEntry,
  decodeDirectoryEntry,
  directoryTags,
  encodeDirectoryEntry,
  isOneM2m,
  type OtherObject,
} from './directory-entry.ts';
import { bytesOfTextOrHex, textOrHex } from './text-or-hex.ts';

/** An entry of EF_DIR as a value. Hexadecimal is lower case; labels and subscriptions that are no text are `0x` and hexadecimal. */
export type DirectoryValue = {
  readonly aid: string;
  readonly label: string | null;
  readonly oneM2m: readonly { readonly df: string; readonly subscription: string }[];
  readonly discretionary: readonly { readonly tag: string; readonly value: string }[];
  readonly other: readonly { readonly tag: string; readonly value: string }[];
};

/** The label as text, ETSI TS 102 221 annex A. */
export function labelText(label: Uint8Array): string {
  return textOrHex(label, (bytes) => alphaPart.decode(bytes));
}

/** The M2M-Sub-ID of a framework object. The standard says “binary format”; it is text where it is UTF-8. */
export function subscriptionText(subscription: Uint8Array): string {
  return textOrHex(subscription, decodeUtf8);
}

export const directoryCodec: Codec<DirectoryValue> = {
  decode(bytes) {
    const entry = decodeDirectoryEntry(bytes);
    expectFilling(bytes, readTlvAt(bytes, startOf(bytes)).end);
    return valueOf(entry);
  },
  encode: (value, size) => fillUp(encodeDirectoryEntry(entryOf(value)), size),
  fields(bytes) {
    if (isFilledWith(bytes, 0xff)) return fillingField(bytes, 0);
    const read = attempt(() => {
      const template = readTlvAt(bytes, startOf(bytes));
      return [...templateFields(template), ...fillingField(bytes, template.end)];
    });
    if (read.ok) return read.value;
    return [{ name: 'Content', value: toHex(bytes), offset: 0, length: bytes.length, note: read.problem }];
  },
  isUnassigned: (bytes) => isFilledWith(bytes, 0xff),
  summary({ aid, label, oneM2m }) {
    const frameworks = oneM2m.map(({ df, subscription }) =>
      subscription === '' ? `DF_1M2M ${df}` : `DF_1M2M ${df} for ${subscription}`,
    );
    return [label ?? 'no label', aid, ...frameworks].join(', ');
  },
};

function startOf(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0x00 && byte !== 0xff);
  if (start < 0) throw malformed('the record is empty');
  return start;
}

function valueOf(entry: DirectoryEntry): DirectoryValue {
  const objects = (list: readonly OtherObject[]) =>
    list.map(({ tag, value }) => ({ tag: tagText(tag), value: toHex(value) }));
  return {
    aid: toHex(entry.aid),
    label: entry.label === undefined ? null : labelText(entry.label),
    oneM2m: entry.oneM2m.map(({ fid, subscription }) => ({
      df: hex16(fid),
      subscription: subscriptionText(subscription),
    })),
    discretionary: objects(entry.discretionary),
    other: objects(entry.other),
  };
}

function entryOf(value: FileValue): DirectoryEntry {
  const member = membersOf(value, ['aid', 'label', 'oneM2m', 'discretionary', 'other']);
  const aid = bytesOf(member('aid'));
  if (aid.length === 0 || aid.length > 16) throw unusable('an application identifier has 1 to 16 bytes');
  const label = member('label', null);
  return {
    aid,
    ...(label === null ? {} : { label: bytesOfTextOrHex(textOf(label), encodeAlpha) }),
    oneM2m: listOf(member('oneM2m', [])).map(frameworkOf),
    discretionary: listOf(member('discretionary', [])).map(objectOf),
    other: listOf(member('other', [])).map(objectOf),
  };
}

function frameworkOf(value: FileValue): DirectoryEntry['oneM2m'][number] {
  const member = membersOf(value, ['df', 'subscription']);
  const fid = textOf(member('df'));
  if (!/^[0-9a-f]{4}$/i.test(fid)) throw unusable('a DF identifier has four hexadecimal digits');
  return {
    fid: Number.parseInt(fid, 16),
    subscription: bytesOfTextOrHex(textOf(member('subscription')), encodeUtf8),
  };
}

function objectOf(value: FileValue): OtherObject {
  const member = membersOf(value, ['tag', 'value']);
  const tag = bytesOf(member('tag')).reduce((sum, byte) => sum * 0x100 + byte, 0);
  return { tag, value: bytesOf(member('value')) };
}

/** Fields of the objects in a template, offsets from the content's first byte. Throws for broken objects. */
function templateFields(template: Tlv): readonly FieldSpan[] {
  return inner(template).flatMap((object): readonly FieldSpan[] => {
    switch (object.tag) {
      case directoryTags.aid:
        return [field('Application identifier', toHex(object.value), object)];
      case directoryTags.label:
        return [field('Label', labelText(object.value), object)];
      case directoryTags.discretionary:
        return inner(object).flatMap((one) =>
          isOneM2m(one) ? inner(one).flatMap(frameworkFields) : [otherField(one)],
        );
      default:
        return [otherField(object)];
    }
  });
}

function frameworkFields({ value, end }: Tlv): readonly FieldSpan[] {
  const start = end - value.length;
  return [
    {
      name: 'DF_1M2M',
      value: toHex(value.subarray(0, 2)).toUpperCase(),
      offset: start,
      length: Math.min(2, value.length),
    },
    {
      name: 'Subscription identifier',
      value: subscriptionText(value.subarray(2)),
      offset: Math.min(start + 2, end),
      length: Math.max(0, value.length - 2),
    },
  ];
}

function otherField(object: Tlv): FieldSpan {
  return field(`Object ${tagText(object.tag)}`, toHex(object.value), object);
}

function field(name: string, value: string, object: Tlv): FieldSpan {
  return { name, value, offset: object.end - object.value.length, length: object.value.length };
}

/** The objects inside `outer` with offsets of the content that `outer` is in. */
function inner(outer: Tlv): readonly Tlv[] {
  const start = outer.end - outer.value.length;
  return decodeTlvs(outer.value).map((tlv) => ({ ...tlv, offset: tlv.offset + start, end: tlv.end + start }));
}
