import { AccessError, InputError } from '../base/error.ts';
import { keysOf } from '../card/access/condition-for.ts';
import { keyName, keyReference } from '../card/access/key-reference.ts';
import { encodePinDigits, encodePinHex } from '../card/pin.ts';
import type { KeyInput } from '../contract/secret.ts';
import { neededKeys } from '../procedures/plan/needed-keys.ts';
import type { Plan, PlanStep } from '../procedures/plan/types.ts';
import type { CardKeys } from './card-keys.ts';

/** Eight bytes by key reference. {@link forgetKeys} after use. */
export type KeyValues = ReadonlyMap<number, Uint8Array>;

/** What a route asks of the keys of the card. */
export interface KeysOnRoute {
  /** Key references that have to be presented. */
  readonly needs: readonly number[];
  /** Key references that the card does not ask for on this route. */
  readonly authorises: ReadonlySet<number>;
}

/**
 * The keys that were typed, by name, and for those the route needs besides, the stored ones of this card.
 * @throws InputError `key.unknown`, `key.twice`, `pin.malformed`; StoreError `vault.locked`; AccessError `key.missing` when a step could not be done
 */
export function keysToPresent(
  plan: Plan,
  typed: Readonly<Record<string, KeyInput>>,
  stored: CardKeys,
  { needs, authorises }: KeysOnRoute,
): KeyValues {
  const values = new Map<number, Uint8Array>();
  try {
    for (const [name, { format, value }] of Object.entries(typed)) {
      const reference = keyReference(name);
      if (values.has(reference)) throw givenTwice(reference);
      values.set(reference, format === 'digits' ? encodePinDigits(value) : encodePinHex(value));
    }
    for (const reference of needs) {
      const value = values.has(reference) ? undefined : stored.get(keyName(reference));
      if (value !== undefined) values.set(reference, value);
    }
    checkSuffices(plan, values, authorises);
  } catch (error) {
    forgetKeys(values);
    throw error;
  }
  return values;
}

/** Overwrites the values. */
export function forgetKeys(values: KeyValues): void {
  for (const value of values.values()) value.fill(0);
}

/** Before the card is touched: a key that is missed only at the fifth step would leave four behind. */
function checkSuffices(plan: Plan, values: KeyValues, authorises: ReadonlySet<number>): void {
  const presented = new Set(authorises);
  for (const step of plan.steps) {
    const needed = neededKeys(step.needs, presented, (reference) => values.has(reference));
    if (needed === undefined) throw keyMissing(step, plan);
    for (const reference of needed) presented.add(reference);
  }
}

/** By two names, `ADM1` and `0a`: which of them is right is not ours to guess. */
function givenTwice(reference: number): InputError {
  const key = keyName(reference);
  return new InputError('key.twice', `${key} was given twice.`, {
    hint: 'Give each key once, by one name.',
    meaning: 'The card was not touched.',
    details: { key },
  });
}

function keyMissing({ name, needs }: PlanStep, { keys }: Plan): AccessError {
  const named = keysOf(needs);
  const wanted = keys.filter((reference) => named.includes(reference));
  const names = (wanted.length > 0 ? wanted : named).map(keyName).join(', ');
  return new AccessError('key.missing', `${name} needs ${names || 'a key'}, which was not given.`, {
    hint: 'Enter the key, or store it in the vault for this card.',
    meaning: 'The card was not touched.',
    details: { keys: names },
  });
}
