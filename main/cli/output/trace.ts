import type { TraceDoc } from '../../contract/trace.ts';
import { paint } from './print.ts';

/** One exchange: what it is, what went out, what came back. */
export function traceText(line: TraceDoc): string {
  return [
    `${paint('bold', line.name)}  ${paint('dim', line.decoded.join(', '))}`,
    `  → ${spaced(line.command)}`,
    `  ← ${spaced([line.response, line.sw].filter(Boolean).join(''))}  ${paint('dim', `${line.meaning}, ${line.elapsedMs.toFixed(2)} ms`)}`,
  ].join('\n');
}

function spaced(hex: string): string {
  return (hex.match(/../g) ?? []).join(' ').toUpperCase();
}
