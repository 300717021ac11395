import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { fromHex } from '../../base/bytes.ts';
import { encodeBcd, iccidDigits } from '../../card/files/codec/bcd.ts';
import type { AkaLocalKeyDoc } from '../../contract/aka.ts';
import { establishLocalKey, hasLocalKey } from '../../procedures/aka/local-key.ts';
import type { ParsedInput } from '../validate.ts';
import { type AkaCard, chooseApplication, presentApplicationPin, requireIccid } from './card-application.ts';
import { nafUseOf } from './targets.ts';

/** Bytes of EF_ICCID. */
const iccidLength = 10;
const mostUses = 0xffffff;

/** Asks the card for a key between it and a terminal, or to derive it. @throws as `establishLocalKey` and `hasLocalKey` */
export async function localKeyOf(card: AkaCard, input: ParsedInput<'aka.localKey'>): Promise<AkaLocalKeyDoc> {
  const { derive } = input;
  const application = chooseApplication(card, input.application);
  const naf = nafUseOf({ kind: 'maf', fqdn: input.naf }, 'http-digest', undefined);
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const name = {
    nafId: encodeNafId({ fqdn: naf.nafFqdn, uaProtocol: input.uaProtocol ?? naf.uaProtocol }),
    terminalId: utf8(input.terminal),
    terminalApplicationId: utf8(input.terminalApplication),
    uiccApplicationId: application.aid,
  };
  await presentApplicationPin(card, application, input);
  const head = { application: application.kind };
  if (derive === undefined)
    return { ...head, held: await hasLocalKey(card.files, application, name), derived: false };
  const limit = derive.counterLimit ?? mostUses;
  const parties = {
    ...name,
    iccid: encodeBcd(requireIccid(card), iccidDigits, iccidLength),
    randX: fromHex(derive.randX),
    counterLimit: Uint8Array.of(limit >> 16, limit >> 8, limit),
  };
  const ksLocal = fromHex(derive.ksLocal.replace(/[ :]/g, ''));
  try {
    await establishLocalKey(card.files, application, name, { ksLocal, parties });
  } finally {
    ksLocal.fill(0);
  }
  return { ...head, held: true, derived: true };
}
