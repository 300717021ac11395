import { concatBytes } from '../../../base/bytes.ts';
import { decodeTlvAt, encodeTlv, type Tlv } from '../../../card/tlv/ber.ts';
import { attempt } from '../attempt.ts';

/** How long a template is: said in front, or ended by '00 00'. */
export type LengthCoding = 'definite' | 'indefinite';

/** Error types of the Bad format TLV, ETSI TS 102 226 table 5.12. */
export const badFormats = ['unknown tag', 'wrong length', 'length not found'] as const;
export type BadFormat = (typeof badFormats)[number];

const endOfContents = 0x00;

/** @param tag of the template with this coding */
export function encodeTemplate(tag: number, coding: LengthCoding, content: Uint8Array): Uint8Array {
  return coding === 'definite' ? encodeTlv(tag, content) : concatBytes([tag, 0x80], content, [0, 0]);
}

/**
 * The objects in a template of either coding, as far as they can be read, and what is wrong where they cannot. An indefinite template may
 * be followed by nothing. Undefined where the bytes begin with neither tag.
 */
export function decodeTemplate(
  bytes: Uint8Array,
  tags: Readonly<Record<LengthCoding, number>>,
):
  | {
      readonly coding: LengthCoding;
      readonly objects: readonly Tlv[];
      readonly problem: BadFormat | undefined;
    }
  | undefined {
  if (bytes[0] === tags.indefinite && bytes[1] === 0x80) {
    const { objects, problem, end } = readObjects(bytes.subarray(2), true);
    const ended = problem === undefined && end === bytes.length - 2;
    return { coding: 'indefinite', objects, problem: problem ?? (ended ? undefined : 'wrong length') };
  }
  if (bytes[0] !== tags.definite) return undefined;
  const template = attempt(() => decodeTlvAt(bytes, 0));
  if (!template.ok || template.value.end !== bytes.length)
    return {
      coding: 'definite',
      objects: [],
      problem: bytes.length < 2 ? 'length not found' : 'wrong length',
    };
  const { objects, problem } = readObjects(template.value.value, false);
  return { coding: 'definite', objects, problem };
}

function readObjects(
  bytes: Uint8Array,
  indefinite: boolean,
): { readonly objects: readonly Tlv[]; readonly problem: BadFormat | undefined; readonly end: number } {
  const objects: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 1 === bytes.length) return { objects, problem: 'length not found', end: at };
    if (indefinite && bytes[at] === endOfContents && bytes[at + 1] === 0)
      return { objects, problem: undefined, end: at + 2 };
    const start = at;
    const object = attempt(() => decodeTlvAt(bytes, start));
    if (!object.ok) return { objects, problem: 'wrong length', end: at };
    objects.push(object.value);
    at = object.value.end;
  }
  return { objects, problem: indefinite ? 'wrong length' : undefined, end: at };
}
