import type { EfDeclaration } from '../../card/files/declare.ts';

/**
 * What TS-0003 table E.2 says of changing a file over the air, put into what it means on the bench: the table warns of a device that
 * goes on with what it has read before. `undefined` where the table has nothing against the change.
 */
export function cautionFor(declaration: EfDeclaration): string | undefined {
  switch (declaration.changeAdvice) {
    case 'no':
      return (
        'The standard forbids changing this file over the air once the card is in use. On the bench it is in order; ' +
        'a device that has used this card must be enrolled again.'
      );
    case 'caution':
      return (
        'A device that has read the old value keeps using it. Restart the device after the card is back in it, ' +
        'and do not change this file in the field without need.'
      );
    default:
      return undefined;
  }
}
