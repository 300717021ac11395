import { formatPath } from '../../card/path.ts';
import type { FindingDoc, HealthDoc } from '../../contract/card.ts';
import type { Finding } from '../../procedures/inventory/types.ts';

/** The findings and the one word they come to. Nothing found is `good`; notices alone are, too. */
export function presentHealth(findings: readonly Finding[]): HealthDoc {
  const has = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity);
  return {
    word: has('fault') ? 'fault' : has('warning') ? 'attention' : 'good',
    findings: findings.map(presentFinding),
  };
}

function presentFinding({ path, ...finding }: Finding): FindingDoc {
  return { ...finding, ...(path === undefined ? {} : { path: formatPath(path) }) };
}
