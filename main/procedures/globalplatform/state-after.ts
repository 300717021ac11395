import type { CardwrightError } from '../../base/error.ts';

/**
 * What is known of a changing command that gave `error`. `failed`: it was not sent, or the card refused it (or the packet with it) for a
 * plain reason; `unknown`: it may have been executed.
 */
export function stateAfter({ code, kind, details }: CardwrightError): 'failed' | 'unknown' {
  const unsent = kind === 'cancelled' || kind === 'input' || kind === 'store' || code === 'channel.closed';
  const notExecuted = code === 'ota.not-reached' || code === 'ota.script-ended';
  if (unsent || notExecuted || details['outcome'] === 'refused') return 'failed';
  const troubled = code === 'card.memory' || code === 'card.failed';
  return details['sw'] === undefined || troubled ? 'unknown' : 'failed';
}
