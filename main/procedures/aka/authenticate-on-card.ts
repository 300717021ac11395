import { requireLength } from '../../auth/length.ts';
import { concatBytes } from '../../base/bytes.ts';
import { authenticate } from '../../card/commands/authenticate.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { decodeAkaAnswer, decodeGsmAnswer } from './aka-answer.ts';
import { requireApplicationPin } from './application-pin.ts';
import { explainRefusal, isMacFailure } from './refusals.ts';
import type { AkaAnswer, AkaApplication, AkaChallenge } from './types.ts';

const gsmContext = 0x80;
const aka3gContext = 0x81;

/**
 * AKA in the 3G context of an application, 3GPP TS 31.102 7.1.1. The state of the PIN is looked at before; nothing is presented. A card that
 * accepts the challenge has used up its sequence number.
 * @throws AccessError `aka.pin-needed`, `pin.blocked`; CardError `aka.context-unsupported`, `aka.conditions`, `aka.answer`; InputError `aka.length`
 */
export async function authenticate3g(
  files: CardFiles,
  application: AkaApplication,
  { rand, autn }: AkaChallenge,
): Promise<AkaAnswer> {
  requireLength('RAND', rand, 16);
  requireLength('AUTN', autn, 16);
  await requireApplicationPin(files, application);
  await files.enter(rootOfApplication(application));
  const data = concatBytes([rand.length], rand, [autn.length], autn);
  try {
    return decodeAkaAnswer(await files.session.run(authenticate(aka3gContext, data)));
  } catch (error) {
    if (isMacFailure(error)) return { outcome: 'mac-failure' };
    throw explainRefusal(error, '3G');
  }
}

/**
 * SRES (4 bytes) and Kc (8) in the GSM context of a USIM, 3GPP TS 31.102 7.1.1. No sequence number is used, and nobody is authenticated to
 * the card.
 * @throws as {@link authenticate3g}
 */
export async function authenticateGsm(
  files: CardFiles,
  application: AkaApplication,
  rand: Uint8Array,
): Promise<{ readonly sres: Uint8Array; readonly kc: Uint8Array }> {
  requireLength('RAND', rand, 16);
  await requireApplicationPin(files, application);
  await files.enter(rootOfApplication(application));
  try {
    const data = concatBytes([rand.length], rand);
    return decodeGsmAnswer(await files.session.run(authenticate(gsmContext, data)));
  } catch (error) {
    throw explainRefusal(error, 'GSM');
  }
}
