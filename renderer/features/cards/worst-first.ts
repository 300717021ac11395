import type { FindingDoc } from '../../../main/contract/card.ts';

const order = { fault: 0, warning: 1, notice: 2 } as const;

/** The findings of a health check in the order in which they should be read. */
export function worstFirst(findings: readonly FindingDoc[]): readonly FindingDoc[] {
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}
