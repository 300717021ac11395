import { CardwrightError } from '../../../base/error.ts';
import { keyName, keyReference } from '../../../card/access/key-reference.ts';
import { badField } from './errors.ts';

/** Names of keys of a card as Cardwright writes them: `ADM1`. @throws InputError `keys.field` */
export function keyNames(names: readonly string[] = []): string[] {
  return [...new Set(names.map(oneName))];
}

function oneName(name: string): string {
  try {
    return keyName(keyReference(name));
  } catch (error) {
    if (error instanceof CardwrightError)
      throw badField('authorises', 'does not name keys of the card', 'Write ADM1 to ADM10, PIN1 or PIN2.');
    throw error;
  }
}
