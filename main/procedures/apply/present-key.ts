import { AccessError } from '../../base/error.ts';
import { keyName } from '../../card/access/key-reference.ts';
import { verifyPin } from '../../card/commands/verify-pin.ts';
import type { KeyStatus } from '../inventory/types.ts';
import { readKeyStatus } from '../keys.ts';
import type { CardSession } from '../session.ts';

/**
 * Presents a PIN or ADM, never blindly: its remaining tries are read first, and it is presented once. With one try left, or where the card
 * does not tell, it is refused unless `lastTryAllowed`.
 * @param value eight bytes
 * @throws AccessError `pin.wrong` (one try used), `pin.last-try`, `pin.tries-unknown`, `pin.blocked`, `key.absent`
 */
export async function presentKey(
  session: CardSession,
  reference: number,
  value: Uint8Array,
  lastTryAllowed: boolean,
): Promise<void> {
  const status = await readKeyStatus(session, reference);
  if (status.state === 'verified' || status.state === 'disabled') return;
  const refusal = refusalFor(status, lastTryAllowed);
  if (refusal !== undefined) throw refusal;
  try {
    await session.run(verifyPin(reference, value));
  } catch (error) {
    if (error instanceof AccessError && error.code === 'pin.wrong') throw wrong(reference, error);
    if (error instanceof AccessError && error.code === 'pin.blocked') throw nowBlocked(reference, error);
    throw error;
  }
}

const notPresented = 'The key was not presented; no try was used, and nothing was written.';

function refusalFor(
  { reference, state, triesLeft }: KeyStatus,
  lastTryAllowed: boolean,
): AccessError | undefined {
  const key = keyName(reference);
  if (state === 'blocked')
    return new AccessError('pin.blocked', `${key} is blocked.`, {
      hint: 'Ask the issuer of the card whether it can be unblocked; otherwise use another card.',
      meaning: notPresented,
      details: { key },
    });
  if (state === 'absent')
    return new AccessError('key.absent', `The card has no ${key}.`, {
      hint: 'Check the access conditions of the file in the card’s report.',
      meaning: notPresented,
      details: { key },
    });
  if (lastTryAllowed) return undefined;
  if (triesLeft === undefined)
    return new AccessError('pin.tries-unknown', `The card does not tell how many tries of ${key} are left.`, {
      hint: 'Allow the last try for this card if you are sure of the key: a wrong one may block it for ever.',
      meaning: notPresented,
      details: { key },
    });
  if (triesLeft > 1) return undefined;
  return new AccessError('pin.last-try', `${key} has one try left.`, {
    hint: 'Allow the last try for this card if you are sure of the key: a wrong one blocks it for ever.',
    meaning: notPresented,
    details: { key, triesLeft },
  });
}

function wrong(reference: number, cause: AccessError): AccessError {
  const key = keyName(reference);
  const triesLeft = cause.details['triesLeft'] ?? 0;
  return new AccessError(
    'pin.wrong',
    `${key} was refused; ${triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`} left.`,
    {
      hint: 'Check the key against the delivery papers of this card before you present it again.',
      meaning: 'One try of this key is used. The step was not begun.',
      ...(cause.clause === undefined ? {} : { clause: cause.clause }),
      details: { ...cause.details, key, triesLeft },
      cause,
    },
  );
}

function nowBlocked(reference: number, cause: AccessError): AccessError {
  const key = keyName(reference);
  return new AccessError('pin.blocked', `${key} was refused and is now blocked.`, {
    hint: 'Ask the issuer of the card whether it can be unblocked; otherwise use another card.',
    meaning: 'The last try of this key is used. The step was not begun.',
    details: { ...cause.details, key },
    cause,
  });
}
