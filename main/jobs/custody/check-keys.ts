import { fromHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { isExplicit } from '../../channel/scp02/options.ts';
import type { KeyCheckDoc, KeySetDoc } from '../../contract/keys.ts';
import { findDomain } from '../../procedures/globalplatform/find-domain.ts';
import { askKeySet } from '../../procedures/globalplatform/open-secure-channel.ts';
import type { CardSession } from '../../procedures/session.ts';
import { presentError } from '../present/error.ts';
import type { Custody } from './custody.ts';
import { checkValueOf } from './import/key-fields.ts';
import type { Stepwise } from './stepwise.ts';
import { type GlobalPlatformKeySet, overwrite } from './types.ts';

/** How sure one can be of a key set. */
export type KeyFinding = Omit<KeyCheckDoc, 'set'>;

/**
 * Compares the stored keys of a set with the check values that came with them.
 * @throws StoreError `vault.locked`
 */
export function checkStoredKeys(custody: Custody, { id, kind, algorithm }: KeySetDoc): KeyFinding {
  const told = Object.entries(custody.checkValues(id));
  if (told.length === 0) return { stored: 'no-check-value' };
  const keys = kind === 'ota' ? custody.openOta(id) : custody.openGp(id);
  const cipher = algorithm === '3des-2' || algorithm === '3des-3' ? algorithm : 'aes';
  const held = new Map(Object.entries(keys));
  const right = told.every(([name, value]) => {
    const key: unknown = held.get(name);
    return key instanceof Uint8Array && checkValueOf(cipher, key) === value;
  });
  overwrite(keys);
  return { stored: right ? 'right' : 'wrong' };
}

/** The same for many. @throws StoreError `vault.locked` */
export function* checkAllStored(custody: Custody, sets: readonly KeySetDoc[]): Stepwise<KeyCheckDoc[]> {
  const checks: KeyCheckDoc[] = [];
  for (const set of sets) {
    checks.push({ set, ...checkStoredKeys(custody, set) });
    yield { what: 'Checking the key sets', done: checks.length, total: sets.length };
  }
  return checks;
}

/** What a card has said to a key set, and why. */
export type CardFinding = Required<Pick<KeyCheckDoc, 'card'>> & Pick<KeyCheckDoc, 'error'>;

/**
 * Asks the card whether it has these keys, by the cryptogram in its answer to INITIALIZE UPDATE: nothing is authenticated, no try is used.
 * Where a card would prove nothing before a try (SCP02 with implicit initiation), it is not asked.
 * @throws StoreError `vault.locked`; errors of the link
 */
export async function checkOnCard(
  custody: Custody,
  session: CardSession,
  set: GlobalPlatformKeySet,
): Promise<CardFinding> {
  if (!canBeAsked(set)) return { card: 'cannot-tell' };
  const { version: keyVersion, protocol, diversification, option, domain } = set;
  const keys = custody.openGp(set.id);
  try {
    await findDomain(session, domain === undefined ? undefined : fromHex(domain));
    await askKeySet(session, {
      keys,
      keyVersion,
      protocol,
      diversification,
      ...(option === undefined ? {} : protocol === 'scp02' ? { scp02Option: option } : longChallenge(option)),
    });
    return { card: 'right' };
  } catch (error) {
    if (!(error instanceof CardwrightError) || session.lost !== undefined) throw error;
    return { card: saysNo.has(error.code) ? 'wrong' : 'cannot-tell', error: presentError(error) };
  } finally {
    overwrite(keys);
  }
}

const saysNo: ReadonlySet<string> = new Set([
  'channel.card-cryptogram',
  'channel.no-key-set',
  'channel.protocol',
]);

function canBeAsked({ protocol, option }: GlobalPlatformKeySet): boolean {
  return protocol === 'scp03' || option === undefined || isExplicit(option);
}

/** S16 mode, amendment D table 5-1. */
function longChallenge(option: number): { readonly macLength: 8 | 16 } {
  return { macLength: (option & 0x01) === 0 ? 8 : 16 };
}
