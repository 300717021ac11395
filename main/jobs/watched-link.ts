import type { CardLink, ExchangeContext } from '../card/link.ts';

const verifyInstruction = 0x20;
/** CLA INS P1 P2 Lc: a VERIFY PIN that goes on after these carries a value; a shorter one only asks for the tries. */
const headerLength = 5;

/** Which keys have left for the card, and which of them it took: by key reference. */
export interface KeyWatch {
  readonly presented: ReadonlySet<number>;
  readonly accepted: ReadonlySet<number>;
}

/**
 * `link` with an eye on the keys. A receipt says that a key was presented because it was seen to leave, not because that was
 * intended: also where the card was torn out before it answered.
 */
export function watchKeys(link: CardLink): { readonly link: CardLink; readonly watch: KeyWatch } {
  const presented = new Set<number>();
  const accepted = new Set<number>();
  const exchange = async (bytes: Uint8Array, context: ExchangeContext): Promise<Uint8Array> => {
    const reference = presentedKey(bytes);
    if (reference === undefined) return link.exchange(bytes, context);
    presented.add(reference);
    const answer = await link.exchange(bytes, context);
    if (isSuccess(answer)) accepted.add(reference);
    return answer;
  };
  return {
    link: { atr: link.atr, protocol: link.protocol, exchange, reset: () => link.reset() },
    watch: { presented, accepted },
  };
}

function presentedKey(bytes: Uint8Array): number | undefined {
  return bytes[1] === verifyInstruction && bytes.length > headerLength ? bytes[3] : undefined;
}

/** 9000, or 91xx: success with a proactive command waiting. */
const isSuccess = (answer: Uint8Array): boolean => {
  const [sw1, sw2] = answer.subarray(-2);
  return (sw1 === 0x90 && sw2 === 0x00) || sw1 === 0x91;
};
