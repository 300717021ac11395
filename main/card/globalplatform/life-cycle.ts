/** What a life cycle state byte is of. */
export type LifeCycleOwner = 'issuer-domain' | 'domain' | 'application' | 'package';

/** States of tables 11-3 to 11-6 that have a byte of their own. */
const states: Readonly<Record<LifeCycleOwner, ReadonlyMap<number, string>>> = {
  'issuer-domain': new Map([
    [0x01, 'OP_READY'],
    [0x07, 'INITIALIZED'],
    [0x0f, 'SECURED'],
    [0x7f, 'CARD_LOCKED'],
    [0xff, 'TERMINATED'],
  ]),
  domain: new Map([
    [0x03, 'INSTALLED'],
    [0x07, 'SELECTABLE'],
    [0x0f, 'PERSONALIZED'],
  ]),
  application: new Map([
    [0x03, 'INSTALLED'],
    [0x07, 'SELECTABLE'],
  ]),
  package: new Map([[0x01, 'LOADED']]),
};

/** GlobalPlatform Card Specification 2.3.1 tables 11-3 to 11-6. Total: a state that is the application's own is told by its byte. */
export function lifeCycleWord(owner: LifeCycleOwner, code: number): string {
  const word = states[owner].get(code);
  if (word !== undefined) return word;
  if (owner === 'application' || owner === 'domain') {
    if ((code & 0x80) !== 0) return 'LOCKED';
    if (owner === 'application' && (code & 0x07) === 0x07) return 'SELECTABLE, state of its own';
  }
  return 'unknown';
}

/** Bit 8 of the state of an application: it is locked, and the other bits say what it was. */
export const lockedBit = 0x80;

export const cardStates = { secured: 0x0f, locked: 0x7f, terminated: 0xff } as const;
