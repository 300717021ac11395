import type { ErrorDoc } from '../../contract/error.ts';
import { paint } from './print.ts';

/** The four parts of an error: what happened, what it means for the card, what to do, details. */
export function errorText(error: ErrorDoc): string {
  const details = Object.entries(error.details).map(([name, value]) => `${name} ${value}`);
  return [
    `${paint('red', '✗')} ${error.what}`,
    ...(error.meaning === undefined ? [] : [`  ${error.meaning}`]),
    `  → ${error.hint}`,
    `  ${paint('dim', [error.code, error.clause, ...details].filter(Boolean).join(' · '))}`,
  ].join('\n');
}
