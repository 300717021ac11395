import { formatPath } from '../../card/path.ts';
import type { FindingDoc, HealthDoc } from '../../contract/card.ts';
import { healthWord } from '../../procedures/health/health-word.ts';
import type { Finding } from '../../procedures/inventory/types.ts';

/** The findings and the one word they come to. */
export function presentHealth(findings: readonly Finding[]): HealthDoc {
  return {
    word: healthWord(findings),
    findings: findings.map(presentFinding),
  };
}

function presentFinding({ path, ...finding }: Finding): FindingDoc {
  return { ...finding, ...(path === undefined ? {} : { path: formatPath(path) }) };
}
