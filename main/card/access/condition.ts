import { concatBytes } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { decodeTlvs, encodeTlv, type Tlv } from '../tlv/ber.ts';
import { conditionOfByte } from './compact.ts';
import type { SecurityCondition } from './types.ts';

/** Usage qualifier (tag 95) of a control reference template: verification of a PIN or key by the user, ETSI TS 102 221 9.5.1. */
const userAuthentication = 0x08;
const externalAuthentication = 0x80;
/** Templates within templates: more than any card nests, little enough to be no burden. */
const maxDepth = 8;

/**
 * A security condition data object, ISO/IEC 7816-4 table 23: 90 always, 97 never, 9D and 9E a condition byte, A4 a control reference
 * template for authentication, B4 B6 B8 templates for secure messaging, A0 one of, AF all of. What it cannot tell, A7 (not)
 * included, is `unknown` with its bytes. Total: templates nested deeper than eight are a CardError `access.malformed`.
 */
export function decodeCondition(tlv: Tlv, depth = 0): SecurityCondition {
  if (depth > maxDepth) throw tooDeep();
  switch (tlv.tag) {
    case 0x90:
      return { kind: 'always' };
    case 0x97:
      return { kind: 'never' };
    case 0x9d:
    case 0x9e: {
      const [byte] = tlv.value;
      return byte === undefined || tlv.value.length !== 1
        ? unknown(tlv)
        : keepTlv(conditionOfByte(byte), tlv);
    }
    case 0xa4:
      return decodeAuthentication(tlv);
    case 0xb4:
    case 0xb6:
    case 0xb8:
      return { kind: 'secure-messaging', raw: encodeTlv(tlv.tag, tlv.value) };
    case 0xa0:
    case 0xaf: {
      const of = decodeTlvs(tlv.value).map((inner) => decodeCondition(inner, depth + 1));
      return of.length === 0 ? unknown(tlv) : { kind: tlv.tag === 0xa0 ? 'any' : 'all', of };
    }
    default:
      return unknown(tlv);
  }
}

/** The data object of a condition; inverse of {@link decodeCondition}. */
export function encodeCondition(condition: SecurityCondition): Uint8Array {
  switch (condition.kind) {
    case 'always':
      return encodeTlv(0x90, new Uint8Array());
    case 'never':
      return encodeTlv(0x97, new Uint8Array());
    case 'key':
      return encodeTlv(0xa4, Uint8Array.of(0x83, 1, condition.reference, 0x95, 1, userAuthentication));
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown':
      // From compact form only the condition byte is kept; by itself it is the value of tag 9E.
      return condition.raw.length === 1 ? encodeTlv(0x9e, condition.raw) : condition.raw;
    case 'all':
    case 'any':
    default:
      return encodeTlv(
        condition.kind === 'any' ? 0xa0 : 0xaf,
        concatBytes(...condition.of.map(encodeCondition)),
      );
  }
}

/** A CRT with one key reference; without a usage qualifier, user authentication is meant. */
function decodeAuthentication(tlv: Tlv): SecurityCondition {
  const inner = decodeTlvs(tlv.value);
  const references = inner.filter(({ tag }) => tag === 0x83);
  const usages = inner.filter(({ tag }) => tag === 0x95);
  const reference = references[0]?.value;
  const usage = usages[0]?.value[0] ?? userAuthentication;
  const raw = encodeTlv(tlv.tag, tlv.value);
  if ((usage & 0x30) !== 0) return { kind: 'secure-messaging', raw };
  if (usage === externalAuthentication) return { kind: 'external-authentication', raw };
  const plain =
    references.length === 1 && usages.length <= 1 && inner.length === references.length + usages.length;
  if (!plain || reference?.length !== 1 || usage !== userAuthentication) return { kind: 'unknown', raw };
  return { kind: 'key', reference: reference[0]! };
}

function keepTlv(condition: SecurityCondition, tlv: Tlv): SecurityCondition {
  return 'raw' in condition ? { ...condition, raw: encodeTlv(tlv.tag, tlv.value) } : condition;
}

function unknown(tlv: Tlv): SecurityCondition {
  return { kind: 'unknown', raw: encodeTlv(tlv.tag, tlv.value) };
}

function tooDeep(): CardError {
  return new CardError('access.malformed', 'The access rules are nested too deeply.', {
    hint: 'Treat the access conditions of this file as unknown.',
    clause: 'ETSI TS 102 221 9.2',
  });
}
