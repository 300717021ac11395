import { AccessError } from '../../base/error.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import type { KeyStatus } from '../inventory/types.ts';
import { readKeyStatus } from '../keys.ts';
import type { AkaApplication } from './types.ts';

const applicationPin = 0x01;

/**
 * The state of the PIN that AUTHENTICATE needs, with its remaining tries. SELECTs the application; presents nothing, uses no try. The PIN of
 * the application is PIN1 (01), or the universal PIN (11) or a higher one that the card lists instead.
 */
export async function readApplicationPin(files: CardFiles, application: AkaApplication): Promise<KeyStatus> {
  const { fcp } = await files.select(rootOfApplication(application));
  const usable = fcp.pins.filter(
    ({ reference }) => reference >= 0x01 && reference <= 0x11 && !isAdm(reference),
  );
  const listed =
    usable.find(({ reference }) => reference === applicationPin) ?? usable.find(({ enabled }) => enabled);
  return readKeyStatus(files.session, listed?.reference ?? applicationPin, listed);
}

/** @throws AccessError `aka.pin-needed`, `pin.blocked` when the application cannot authenticate as it is */
export async function requireApplicationPin(files: CardFiles, application: AkaApplication): Promise<void> {
  const refusal = pinRefusal(await readApplicationPin(files, application));
  if (refusal !== undefined) throw refusal;
}

/** Why a PIN in this state keeps the card from authenticating; `undefined` when it does not. */
export function pinRefusal({ state, triesLeft }: KeyStatus): AccessError | undefined {
  const meaning = 'Nothing was sent to the network; no try was used.';
  const clause = '3GPP TS 31.102 7.1.1';
  if (state === 'blocked')
    return new AccessError('pin.blocked', 'The PIN of the card is blocked.', {
      hint: 'Unblock it with its PUK, or ask the issuer of the card.',
      meaning,
      clause,
      details: { who: 'card' },
    });
  if (state !== 'enabled') return undefined;
  return new AccessError('aka.pin-needed', 'The card authenticates only after its PIN was presented.', {
    hint: 'Present PIN1 of the card, then try again.',
    meaning,
    clause,
    details: triesLeft === undefined ? { who: 'card' } : { who: 'card', triesLeft },
  });
}

/** ADM1 to ADM5 lie between the PINs, ETSI TS 102 221 table 9.3. */
const isAdm = (reference: number): boolean => reference >= 0x0a && reference <= 0x0e;
