import { isAdministrative, keyName } from '../../card/access/key-reference.ts';
import type { Finding, KeyStatus } from '../inventory/types.ts';
import type { HealthCheck } from './home-view.ts';

const pin1 = 0x01;

/** ADMs that are blocked or nearly so, and a PIN1 that a device without a user must present. */
export const checkKeyTries: HealthCheck = ({ keys }) =>
  keys.flatMap((key): readonly Finding[] => {
    if (isAdministrative(key.reference)) return checkAdm(key);
    return key.reference === pin1 ? checkPin(key) : [];
  });

function checkAdm({ reference, state, triesLeft }: KeyStatus): readonly Finding[] {
  const key = keyName(reference);
  if (state === 'blocked')
    return [
      {
        id: 'key.blocked',
        severity: 'warning',
        what: `${key} is blocked.`,
        consequence: 'What the card holds can be read, but no longer changed with this key.',
        remedy: 'Use another card when it has to be changed, or ask its issuer.',
        clause: 'ETSI TS 102 221 9.5',
      },
    ];
  if (triesLeft !== 1 || state === 'verified') return [];
  return [
    {
      id: 'key.last-try',
      severity: 'warning',
      what: `${key} has one try left.`,
      consequence: 'One more wrong value blocks it, mostly for ever.',
      remedy: 'Be sure of the key before it is presented; a right one restores all tries.',
      clause: 'ETSI TS 102 221 9.5',
    },
  ];
}

function checkPin({ state, triesLeft }: KeyStatus): readonly Finding[] {
  if (state === 'blocked')
    return [
      {
        id: 'pin.blocked',
        severity: 'warning',
        what: 'PIN1 is blocked.',
        consequence: 'A device cannot use the network access application.',
        remedy: 'Unblock PIN1 with its PUK.',
        clause: 'ETSI TS 102 221 9.5',
      },
    ];
  if (state !== 'enabled') return [];
  const tries =
    triesLeft === undefined ? '' : `; ${triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`} left`;
  return [
    {
      id: 'pin.enabled',
      severity: 'notice',
      what: `PIN1 is enabled${tries}.`,
      consequence:
        'A device without a user must know PIN1, or it does not get into the network after each power-up.',
      remedy: 'Disable PIN1, or make sure that the device presents it.',
      clause: 'ETSI TS 102 221 9.5',
    },
  ];
}
