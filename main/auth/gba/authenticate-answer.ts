import { concatBytes } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { splitTaggedValues } from './length-value.ts';

const successTag = 0xdb;
const synchronisationFailureTag = 0xdc;

/** What a card says to a bootstrapping that it does not refuse by a status word (9862 for a wrong MAC, 6985 …). */
export type BootstrappingAnswer =
  | { readonly outcome: 'authenticated'; readonly res: Uint8Array }
  /** SQN is not fresh: AUTS goes to the BSF. */
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array };

/**
 * The answer to a bootstrapping: `DB len RES` with 4 to 16 bytes, or `DC 0E AUTS`. CK and IK stay in the card. 3GPP TS
 * 31.102 7.1.2.
 * @throws CardError `gba.answer`
 */
export function decodeBootstrappingAnswer(data: Uint8Array): BootstrappingAnswer {
  const { tag, value } = only(data);
  if (tag === successTag && value.length >= 4 && value.length <= 16)
    return { outcome: 'authenticated', res: value };
  if (tag === synchronisationFailureTag && value.length === 14)
    return { outcome: 'synchronisation-failure', auts: value };
  throw unusable(data);
}

/**
 * Ks_ext_NAF (32 bytes) of the answer to a NAF derivation, `DB 20 Ks_ext_NAF`. 3GPP TS 31.102 7.1.2.
 * @throws CardError `gba.answer`
 */
export function decodeNafDerivationAnswer(data: Uint8Array): Uint8Array {
  const { tag, value } = only(data);
  if (tag === successTag && value.length === 32) return value;
  throw unusable(data);
}

/** The card's side of {@link decodeBootstrappingAnswer}. */
export function encodeBootstrappingAnswer(answer: BootstrappingAnswer): Uint8Array {
  return answer.outcome === 'authenticated'
    ? concatBytes([successTag, answer.res.length], answer.res)
    : concatBytes([synchronisationFailureTag, answer.auts.length], answer.auts);
}

/** The card's side of {@link decodeNafDerivationAnswer}. */
export function encodeNafDerivationAnswer(ksExtNaf: Uint8Array): Uint8Array {
  return concatBytes([successTag, ksExtNaf.length], ksExtNaf);
}

function only(data: Uint8Array): { readonly tag: number; readonly value: Uint8Array } {
  const split = splitTaggedValues(data);
  const value = split?.values[0];
  if (split === undefined || value === undefined || split.values.length > 1) throw unusable(data);
  return { tag: split.tag, value };
}

/** The answer is a secret or nearly one: only its length and tag are told. */
function unusable(data: Uint8Array): CardError {
  return new CardError('gba.answer', 'The card answers to GBA otherwise than the standard says.', {
    hint: 'Check in the service table that this application supports GBA; else use GBA_ME.',
    meaning: 'The card is unharmed; its bootstrapping may have been replaced.',
    clause: '3GPP TS 31.102 7.1.2',
    details: { who: 'card', length: data.length, tag: data[0] ?? -1 },
  });
}
