import type { ImportDoc } from '../../../main/contract/keys.ts';

/** Cards and IINs of which something is taken. */
export function ownersTaken({ items }: ImportDoc): number {
  return new Set(
    items
      .filter(({ outcome }) => outcome === 'taken' || outcome === 'replaced')
      .map(({ owner }) => `${owner?.by} ${owner?.value}`),
  ).size;
}
