import { concatBytes } from '../../../base/bytes.ts';
import { type CommandApdu, decodeCommandApdu, encodeCommandApdu } from '../../../card/apdu.ts';
import { encodeTlv, type Tlv } from '../../../card/tlv/ber.ts';
import { attempt } from '../attempt.ts';
import { malformedScript } from './errors.ts';
import { type BadFormat, decodeTemplate, encodeTemplate, type LengthCoding } from './template.ts';

/** How scripts hang together over several packets, ETSI TS 102 226 5.2.1.4. */
export type Chaining =
  /** First of a chain; a reset of the card ends it. */
  | 'first'
  /** First of a chain that outlives a reset. */
  | 'first-kept'
  | 'next'
  | 'last';

const chainings = new Map<number, Chaining>([
  [0x01, 'first'],
  [0x11, 'first-kept'],
  [0x02, 'next'],
  [0x03, 'last'],
]);

/** One object of a command scripting template, 5.2.1. */
export type ScriptItem =
  | { readonly kind: 'command'; readonly apdu: CommandApdu }
  /** A proactive command to be run at once: a record of EF_RMA (01 to 7F), 81 or 82, or COMPREHENSION-TLVs. */
  | { readonly kind: 'immediate-action'; readonly value: Uint8Array }
  /** A proactive command for when one of the next commands fails; empty for none. */
  | { readonly kind: 'error-action'; readonly value: Uint8Array }
  /** Only at the beginning. */
  | { readonly kind: 'chaining'; readonly chaining: Chaining };

export interface ExpandedScript {
  readonly coding: LengthCoding;
  readonly items: readonly ScriptItem[];
  /** What ends the script after `items`; a card executes them and reports it. */
  readonly problem?: BadFormat;
}

const templateTags = { definite: 0xaa, indefinite: 0xae } as const;
/** TS 101 220 table 7.19. */
const tags = { command: 0x22, immediateAction: 0x81, errorAction: 0x82, chaining: 0x83 } as const;

/** @throws InputError `apdu.malformed`, `script.malformed` for a chaining that is not at the beginning */
export function encodeExpandedScript(coding: LengthCoding, items: readonly ScriptItem[]): Uint8Array {
  if (items.slice(1).some((item) => item.kind === 'chaining'))
    throw malformedScript('script chaining stands only at its beginning');
  return encodeTemplate(templateTags[coding], coding, concatBytes(...items.map(encodeItem)));
}

/**
 * Total. What is no command scripting template at all is an InputError `script.malformed`; one that goes wrong inside comes with `problem`
 * and the items before it.
 */
export function decodeExpandedScript(bytes: Uint8Array): ExpandedScript {
  const template = decodeTemplate(bytes, templateTags);
  if (template === undefined) throw malformedScript('it begins neither with AA nor with AE 80');
  const items: ScriptItem[] = [];
  for (const object of template.objects) {
    const item = decodeItem(object, items.length === 0);
    if (typeof item === 'string') return { coding: template.coding, items, problem: item };
    items.push(item);
  }
  const { coding, problem } = template;
  return { coding, items, ...(problem === undefined ? {} : { problem }) };
}

/** Whether the bytes are a script of this format; a compact script cannot begin so (CLA AA and AE are not used). */
export function isExpandedScript(bytes: Uint8Array): boolean {
  return bytes[0] === templateTags.definite || (bytes[0] === templateTags.indefinite && bytes[1] === 0x80);
}

function encodeItem(item: ScriptItem): Uint8Array {
  if (item.kind === 'command') return encodeTlv(tags.command, encodeCommandApdu(item.apdu));
  if (item.kind === 'immediate-action') return encodeTlv(tags.immediateAction, item.value);
  if (item.kind === 'error-action') return encodeTlv(tags.errorAction, item.value);
  const code = [...chainings].flatMap(([known, chaining]) => (chaining === item.chaining ? [known] : []));
  return encodeTlv(tags.chaining, Uint8Array.from(code));
}

function decodeItem({ tag, value }: Tlv, first: boolean): ScriptItem | BadFormat {
  if (tag === tags.command) {
    const apdu = attempt(() => decodeCommandApdu(value));
    return apdu.ok ? { kind: 'command', apdu: apdu.value } : 'wrong length';
  }
  if (tag === tags.immediateAction) return { kind: 'immediate-action', value };
  if (tag === tags.errorAction) return { kind: 'error-action', value };
  if (tag !== tags.chaining || !first) return 'unknown tag';
  const chaining = value.length === 1 ? chainings.get(value[0]!) : undefined;
  return chaining === undefined ? 'wrong length' : { kind: 'chaining', chaining };
}
