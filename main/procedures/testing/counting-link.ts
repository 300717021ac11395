import { toHex } from '../../base/bytes.ts';
import type { CardLink } from '../../card/link.ts';

export interface CountingLink extends CardLink {
  /** Names of the exchanges that went through, `GET RESPONSE` included. */
  readonly names: readonly string[];
  /** What was sent, lower-case hexadecimal. */
  readonly sent: readonly string[];
}

/** A link that keeps what goes through it. */
export function countingLink(link: CardLink): CountingLink {
  const names: string[] = [];
  const sent: string[] = [];
  return {
    atr: link.atr,
    protocol: link.protocol,
    names,
    sent,
    exchange: (bytes, context) => {
      names.push(context.name);
      sent.push(toHex(bytes));
      return link.exchange(bytes, context);
    },
    reset: () => link.reset(),
  };
}
