import type { Finding } from '../inventory/types.ts';

/** The card's health in a word: notices alone are good. */
export function healthWord(findings: readonly Finding[]): 'good' | 'attention' | 'fault' {
  if (findings.some(({ severity }) => severity === 'fault')) return 'fault';
  return findings.some(({ severity }) => severity === 'warning') ? 'attention' : 'good';
}
