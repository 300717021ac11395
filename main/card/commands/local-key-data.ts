import { concatBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { decodeTlvs, encodeTlv, findValue, type Tlv } from '../tlv/ber.ts';

/** P2 of AUTHENTICATE (INS 89) in the local key establishment context, 3GPP TS 31.102 table 7.1.2. */
export const localKeyContext = 0x86;

/** Which key between a UICC and a terminal is meant, 3GPP TS 31.102 7.1.2.7 and TS 33.110. */
export interface LocalKeyName {
  readonly nafId: Uint8Array;
  readonly terminalId: Uint8Array;
  readonly terminalApplicationId: Uint8Array;
  /** AID. */
  readonly uiccApplicationId: Uint8Array;
}

/** What a card is asked: to derive a key, or whether it has it. */
export type LocalKeyRequest =
  | {
      readonly mode: 'derivation';
      readonly name: LocalKeyName;
      /** 16 bytes. */
      readonly randX: Uint8Array;
      /** 3 bytes. */
      readonly counterLimit: Uint8Array;
      /** 16 bytes. */
      readonly requestMac: Uint8Array;
    }
  | { readonly mode: 'availability'; readonly name: LocalKeyName };

/** Tags inside the template 73, in one place: as the standard was understood, without a card at hand to prove them. */
const tags = {
  template: 0x73,
  mode: 0x80,
  counterLimit: 0x81,
  requestMac: 0x82,
  responseMac: 0x83,
  keyName: 0xa0,
  nafId: 0x80,
  terminalId: 0x81,
  terminalApplicationId: 0x82,
  uiccApplicationId: 0x83,
  randX: 0x84,
} as const;
const derivation = 0x01;
const availability = 0x02;
const clause = '3GPP TS 31.102 7.1.2.7';

/** The template of a request, for {@link localKeyContext}. @throws InputError when a part is too long for a TLV */
export function encodeLocalKeyRequest(request: LocalKeyRequest): Uint8Array {
  const { nafId, terminalId, terminalApplicationId, uiccApplicationId } = request.name;
  const name = concatBytes(
    encodeTlv(tags.nafId, nafId),
    encodeTlv(tags.terminalId, terminalId),
    encodeTlv(tags.terminalApplicationId, terminalApplicationId),
    encodeTlv(tags.uiccApplicationId, uiccApplicationId),
    ...(request.mode === 'derivation' ? [encodeTlv(tags.randX, request.randX)] : []),
  );
  const isDerivation = request.mode === 'derivation';
  return encodeTlv(
    tags.template,
    concatBytes(
      encodeTlv(tags.mode, Uint8Array.of(isDerivation ? derivation : availability)),
      ...(isDerivation
        ? [encodeTlv(tags.counterLimit, request.counterLimit), encodeTlv(tags.requestMac, request.requestMac)]
        : []),
      encodeTlv(tags.keyName, name),
    ),
  );
}

/** The card's side of {@link encodeLocalKeyRequest}. @throws InputError `local-key.request`, CardError `tlv.…` */
export function decodeLocalKeyRequest(bytes: Uint8Array): LocalKeyRequest {
  const inside = decodeTlvs(only(decodeTlvs(bytes), tags.template));
  const parts = decodeTlvs(required(inside, tags.keyName));
  const name: LocalKeyName = {
    nafId: required(parts, tags.nafId),
    terminalId: required(parts, tags.terminalId),
    terminalApplicationId: required(parts, tags.terminalApplicationId),
    uiccApplicationId: required(parts, tags.uiccApplicationId),
  };
  const [mode] = required(inside, tags.mode);
  if (mode === availability) return { mode: 'availability', name };
  if (mode !== derivation) throw malformedRequest();
  return {
    mode: 'derivation',
    name,
    randX: sized(parts, tags.randX, 16),
    counterLimit: sized(inside, tags.counterLimit, 3),
    requestMac: sized(inside, tags.requestMac, 16),
  };
}

/** The card's answer: the response MAC, 16 bytes, after a derivation; nothing but the template after a check. */
export function encodeLocalKeyAnswer(responseMac: Uint8Array | undefined): Uint8Array {
  const inside = responseMac === undefined ? new Uint8Array() : encodeTlv(tags.responseMac, responseMac);
  return encodeTlv(tags.template, inside);
}

/** The response MAC of a derivation; `undefined` for the answer to a check. @throws CardError `local-key.answer` */
export function decodeLocalKeyAnswer(bytes: Uint8Array): Uint8Array | undefined {
  const unusable = (): CardError =>
    new CardError('local-key.answer', 'The card answers about the local key otherwise than expected.', {
      hint: 'Check with the issuer of the card how it does local key establishment.',
      meaning: 'The card is unharmed.',
      clause,
      details: { who: 'card', length: bytes.length },
    });
  let inside: readonly Tlv[];
  try {
    const outer = decodeTlvs(bytes);
    const template = outer.length === 1 ? findValue(outer, tags.template) : undefined;
    if (template === undefined) throw unusable();
    inside = decodeTlvs(template);
  } catch {
    throw unusable();
  }
  const mac = findValue(inside, tags.responseMac);
  if (mac !== undefined && mac.length !== 16) throw unusable();
  return mac;
}

function only(tlvs: readonly Tlv[], tag: number): Uint8Array {
  if (tlvs.length !== 1) throw malformedRequest();
  return required(tlvs, tag);
}

function required(tlvs: readonly Tlv[], tag: number): Uint8Array {
  const value = findValue(tlvs, tag);
  if (value === undefined || value.length === 0) throw malformedRequest();
  return value;
}

function sized(tlvs: readonly Tlv[], tag: number, length: number): Uint8Array {
  const value = required(tlvs, tag);
  if (value.length !== length) throw malformedRequest();
  return value;
}

function malformedRequest(): InputError {
  return new InputError('local-key.request', 'This is no request for a local key.', {
    hint: 'Give the template 73 with mode, key name and, for a derivation, counter limit and MAC.',
    clause,
  });
}
