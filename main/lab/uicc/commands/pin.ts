import { isFilledWith } from '../../../base/bytes.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply, Request } from '../os/command.ts';
import type { CardKey } from '../os/image.ts';
import { withKey } from '../os/image-edit.ts';
import { isKeySatisfied, presentKey, presentUnblockKey, requireKey } from '../os/keys.ts';
import { Refusal } from '../os/refusal.ts';
import { keyHandle } from '../os/session.ts';
import { status, triesLeftStatus } from '../os/status.ts';

const pinLength = 8;

/** VERIFY PIN, ETSI TS 102 221 11.1.9; without data it tells the tries that are left. */
export const verifyPin: CommandHandler = {
  name: 'VERIFY PIN',
  ins: 0x20,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const key = addressedKey(card, request);
    if (request.data.length === 0) return askForTries(card, request, key);
    requireLength(request.data, pinLength);
    if (!key.enabled) throw new Refusal(status.referenceInvalidated);
    presentKey(card, key, request.data);
    card.session.verified.add(keyHandle(key));
    return {};
  },
};

/** CHANGE PIN, ETSI TS 102 221 11.1.10: the old and the new one. */
export const changePin: CommandHandler = {
  name: 'CHANGE PIN',
  ins: 0x24,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const key = addressedKey(card, request);
    requireLength(request.data, 2 * pinLength);
    if (!key.enabled) throw new Refusal(status.referenceInvalidated);
    const value = newValue(request.data.slice(pinLength));
    const restored = presentKey(card, key, request.data.subarray(0, pinLength));
    card.commit(withKey(card.image, { ...restored, value }));
    card.session.verified.add(keyHandle(key));
    return {};
  },
};

/** DISABLE PIN, ETSI TS 102 221 11.1.11: what it guarded is open from then on. */
export const disablePin: CommandHandler = {
  name: 'DISABLE PIN',
  ins: 0x26,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => switchPin(card, request, false),
};

/** ENABLE PIN, ETSI TS 102 221 11.1.12. */
export const enablePin: CommandHandler = {
  name: 'ENABLE PIN',
  ins: 0x28,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => switchPin(card, request, true),
};

/** UNBLOCK PIN, ETSI TS 102 221 11.1.13: the unblock key and a new PIN; without data it tells the tries that are left. */
export const unblockPin: CommandHandler = {
  name: 'UNBLOCK PIN',
  ins: 0x2c,
  cla: 'interindustry',
  case: 'in',
  run: (card, request) => {
    const key = addressedKey(card, request);
    if (key.unblock === undefined) throw new Refusal(status.referenceNotFound);
    if (request.data.length === 0) throw new Refusal(triesLeftStatus(key.unblock.tries));
    requireLength(request.data, 2 * pinLength);
    const value = newValue(request.data.slice(pinLength));
    const unblocked = presentUnblockKey(card, key, request.data.subarray(0, pinLength));
    card.commit(withKey(card.image, { ...unblocked, value, tries: key.maxTries, enabled: true }));
    card.session.verified.add(keyHandle(key));
    return {};
  },
};

function switchPin(card: Card, request: Request, enabled: boolean): Reply {
  const key = addressedKey(card, request);
  requireLength(request.data, pinLength);
  if (!key.canDisable) throw new Refusal(status.conditionsNotSatisfied);
  if (key.enabled === enabled)
    throw new Refusal(enabled ? status.conditionsNotSatisfied : status.referenceInvalidated);
  const restored = presentKey(card, key, request.data);
  card.commit(withKey(card.image, { ...restored, enabled }));
  if (enabled) card.session.verified.add(keyHandle(key));
  return {};
}

function askForTries(card: Card, { channel }: Request, key: CardKey): Reply {
  if (isKeySatisfied(card, channel, key.reference)) return {};
  if (key.tries === 0) throw new Refusal(card.image.manners.blockedStatus);
  throw new Refusal(triesLeftStatus(key.tries));
}

function addressedKey(card: Card, { channel, p1, p2 }: Request): CardKey {
  if (p1 !== 0) throw new Refusal(status.wrongP1P2);
  return requireKey(card, channel, p2);
}

function requireLength(data: Uint8Array, length: number): void {
  if (data.length !== length) throw new Refusal(status.wrongLength);
}

/** A new PIN is not all filling. @throws Refusal 6A80 */
function newValue(value: Uint8Array): Uint8Array {
  if (isFilledWith(value, 0xff)) throw new Refusal(status.wrongData);
  return value;
}
