import { concatBytes } from '../../../base/bytes.ts';
import { decodeResponseApdu, encodeResponseApdu, type ResponseApdu } from '../../../card/apdu.ts';
import { encodeTlv, type Tlv } from '../../../card/tlv/ber.ts';
import { malformedAnswer } from './errors.ts';
import { badFormats, decodeTemplate, encodeTemplate, type LengthCoding } from './template.ts';

/** Why a script ended before its end, ETSI TS 102 226 tables 5.12, 5.14 and 5.16. */
export interface ScriptFailure {
  readonly kind: 'bad-format' | 'immediate-action' | 'chaining';
  readonly code: number;
}

/** What an expanded script answers: a response scripting template, 5.2.2. */
export interface ExpandedAnswer {
  readonly coding: LengthCoding;
  /** Objects of the script that were executed, the failed one included. In the indefinite form the number of `responses`. */
  readonly executed: number;
  /** In the definite form often only the last one. */
  readonly responses: readonly ResponseApdu[];
  readonly failure?: ScriptFailure;
}

const templateTags = { definite: 0xab, indefinite: 0xaf } as const;
const executedTag = 0x80;
const responseTag = 0x23;
const failureTags = { 'bad-format': 0x90, 'immediate-action': 0x81, chaining: 0x83 } as const;
const failureKinds = new Map<number, ScriptFailure['kind']>([
  [0x90, 'bad-format'],
  [0x81, 'immediate-action'],
  [0x83, 'chaining'],
]);

export function encodeExpandedAnswer(answer: ExpandedAnswer): Uint8Array {
  const { coding, executed, responses, failure } = answer;
  return encodeTemplate(
    templateTags[coding],
    coding,
    concatBytes(
      coding === 'definite' ? encodeTlv(executedTag, encodeInteger(executed)) : [],
      ...responses.map((response) => encodeTlv(responseTag, encodeResponseApdu(response))),
      failure === undefined ? [] : encodeTlv(failureTags[failure.kind], Uint8Array.of(failure.code)),
    ),
  );
}

/** Total: whatever is no response scripting template is a CardError `script.response-malformed`. */
export function decodeExpandedAnswer(bytes: Uint8Array): ExpandedAnswer {
  const template = decodeTemplate(bytes, templateTags);
  if (template === undefined) throw malformedAnswer('it begins neither with AB nor with AF 80');
  if (template.problem !== undefined) throw malformedAnswer(template.problem);
  const { coding, objects } = template;
  const counted = objects[0]?.tag === executedTag ? objects[0] : undefined;
  if (coding === 'definite' && counted === undefined)
    throw malformedAnswer('the number of executed commands is missing');
  const responses: ResponseApdu[] = [];
  let failure: ScriptFailure | undefined;
  for (const object of counted === undefined ? objects : objects.slice(1)) {
    if (failure !== undefined) throw malformedAnswer('something follows after the failure');
    if (object.tag === responseTag) responses.push(decodeResponse(object));
    else failure = decodeFailure(object);
  }
  const executed = counted === undefined ? responses.length : decodeInteger(counted.value);
  return { coding, executed, responses, ...(failure === undefined ? {} : { failure }) };
}

/** Whether the bytes are an answer of this format; in the compact one they would mean 171 or 175 executed commands. */
export function isExpandedAnswer(bytes: Uint8Array): boolean {
  return bytes[0] === templateTags.definite || (bytes[0] === templateTags.indefinite && bytes[1] === 0x80);
}

const failureWords: Readonly<Record<ScriptFailure['kind'], readonly string[]>> = {
  'bad-format': badFormats.map((problem) => `the script is malformed: ${problem}`),
  'immediate-action': ['the immediate action could not be run'],
  chaining: [
    'the script before this one is missing',
    'the application does not support script chaining',
    'the application cannot continue the script, for lack of memory for instance',
  ],
};

/** Why the script ended, in words. */
export function explainFailure({ kind, code }: ScriptFailure): string {
  return (
    failureWords[kind][code - 1] ??
    `the script ended for a reason that the standard does not define (${code})`
  );
}

function decodeResponse({ value }: Tlv): ResponseApdu {
  if (value.length < 2) throw malformedAnswer('an answer has no status word');
  return decodeResponseApdu(value);
}

function decodeFailure({ tag, value }: Tlv): ScriptFailure {
  const kind = failureKinds.get(tag);
  if (kind === undefined) throw malformedAnswer('it has an object that the standard does not know');
  if (value.length !== 1) throw malformedAnswer('the reason of a failure has not one byte');
  return { kind, code: value[0]! };
}

/** A whole number of at least one byte whose first bit is 0, ISO/IEC 8825-1. */
function encodeInteger(value: number): Uint8Array {
  const digits: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 0x100)) digits.unshift(rest & 0xff);
  return (digits[0] ?? 0x80) < 0x80 ? Uint8Array.from(digits) : Uint8Array.of(0, ...digits);
}

/** Cards write 80 to FF in one byte, too: taken without sign. */
function decodeInteger(bytes: Uint8Array): number {
  if (bytes.length === 0 || bytes.length > 4)
    throw malformedAnswer('the number of executed commands has not 1 to 4 bytes');
  return bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
}
