import type { AccessDoc } from '../../../main/contract/card.ts';

/** Operations under the same plain rule together, in the order of the first of each; what needs a sentence of its own stays alone. */
export function accessGroups(access: readonly AccessDoc[]): readonly (readonly AccessDoc[])[] {
  const groups = new Map<string, AccessDoc[]>();
  for (const rule of access) {
    const plain = rule.operation !== 'other' && rule.rule !== 'unknown' && rule.keys.length <= 1;
    const name = plain ? `${rule.rule} ${rule.keys.join(' ')}` : `alone ${rule.sentence}`;
    groups.set(name, [...(groups.get(name) ?? []), rule]);
  }
  return [...groups.values()];
}
