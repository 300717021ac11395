import type { EfDeclaration } from '../../card/files/declare.ts';

/**
 * What TS-0003 table E.2 says of changing a file over the air, put into what it means on the bench: the table warns of a device that
 * goes on with what it has read before. `undefined` where the table has nothing against the change.
 * @param before the content that is replaced; not given when it is not known
 */
export function cautionFor(declaration: EfDeclaration, before: Uint8Array | undefined): string | undefined {
  const { changeAdvice, codec } = declaration;
  if (changeAdvice === undefined || changeAdvice === 'yes') return undefined;
  const firstTime = before !== undefined && codec.isUnassigned(before);
  if (changeAdvice === 'no')
    return firstTime
      ? 'Check the value: the standard forbids changing it over the air once the card is in use.'
      : 'The standard forbids changing this file over the air. Here it can be changed, but a device that has used the card must be enrolled again.';
  return firstTime
    ? 'Check the value: the standard advises against changing it over the air once the card is in use.'
    : 'A device that has read the old value goes on with it: restart the device after the card is back in it.';
}
