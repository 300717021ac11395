import { CardError } from '../../base/error.ts';
import type { AkaAnswer } from './types.ts';

const successTag = 0xdb;
const synchronisationFailureTag = 0xdc;

/**
 * The answer to AUTHENTICATE in the 3G context: `DB len RES 10 CK 10 IK [08 Kc]`, or `DC 0E AUTS`. 3GPP TS 31.102 7.1.2.
 * @throws CardError `aka.answer`
 */
export function decodeAkaAnswer(data: Uint8Array): AkaAnswer {
  const [tag] = data;
  const values = lengthValuesOf(data.subarray(1));
  const [first, ck, ik, kc, ...more] = values ?? [];
  if (tag === synchronisationFailureTag && first?.length === 14 && ck === undefined)
    return { outcome: 'synchronisation-failure', auts: first };
  const isComplete =
    tag === successTag && first !== undefined && ck?.length === 16 && ik?.length === 16 && more.length === 0;
  if (!isComplete || first.length < 4 || first.length > 16) throw unusableAnswer(data);
  if (kc === undefined) return { outcome: 'authenticated', res: first, ck, ik };
  if (kc.length !== 8) throw unusableAnswer(data);
  return { outcome: 'authenticated', res: first, ck, ik, kc };
}

/** SRES (4 bytes) and Kc (8) of the GSM context. @throws CardError `aka.answer` */
export function decodeGsmAnswer(data: Uint8Array): { readonly sres: Uint8Array; readonly kc: Uint8Array } {
  const [sres, kc, ...more] = lengthValuesOf(data) ?? [];
  if (sres?.length !== 4 || kc?.length !== 8 || more.length > 0) throw unusableAnswer(data);
  return { sres, kc };
}

/** Copies; `undefined` when a length does not fit. */
function lengthValuesOf(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const values: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes[at]!;
    if (end > bytes.length) return undefined;
    values.push(bytes.slice(at + 1, end));
    at = end;
  }
  return values;
}

/** The answer holds keys: only its length and first byte are told. */
function unusableAnswer(data: Uint8Array): CardError {
  return new CardError('aka.answer', 'The card answers to the challenge otherwise than the standard says.', {
    hint: 'Check that this application is a USIM or ISIM; try another card of the same operator.',
    meaning: 'The card is unharmed; it may have counted the challenge as used.',
    clause: '3GPP TS 31.102 7.1.2',
    details: { who: 'card', length: data.length, tag: data[0] ?? -1 },
  });
}
