import type { CardLink, ExchangeContext } from '../card/link.ts';

const verifyInstruction = 0x20;
const envelopeInstruction = 0xc2;
/** CLA INS P1 P2 Lc: a VERIFY PIN that goes on after these carries a value; a shorter one only asks for the tries. */
const headerLength = 5;

/** What has left for the card that it cannot forget. */
export interface KeyWatch {
  /** Which keys have left, and which of them the card took: by key reference. */
  readonly presented: ReadonlySet<number>;
  readonly accepted: ReadonlySet<number>;
  /** A command with secure messaging has left: the first authenticates the channel, and may use a try of its keys. */
  readonly secured: boolean;
  /** ENVELOPEs that have left. */
  readonly envelopes: number;
}

/**
 * `link` with an eye on the keys. A receipt says that a key was presented because it was seen to leave, not because that was
 * intended: also where the card was torn out before it answered.
 * @param onEnvelope told before each ENVELOPE leaves how many there are with it; what it throws stops it
 */
export function watchKeys(
  link: CardLink,
  onEnvelope: (envelopes: number) => void = () => undefined,
): { readonly link: CardLink; readonly watch: KeyWatch } {
  const presented = new Set<number>();
  const accepted = new Set<number>();
  const watch = { presented, accepted, secured: false, envelopes: 0 };
  const exchange = async (bytes: Uint8Array, context: ExchangeContext): Promise<Uint8Array> => {
    watch.secured ||= isSecured(bytes);
    if (bytes[1] === envelopeInstruction) onEnvelope(++watch.envelopes);
    const reference = presentedKey(bytes);
    if (reference === undefined) return link.exchange(bytes, context);
    presented.add(reference);
    const answer = await link.exchange(bytes, context);
    if (isSuccess(answer)) accepted.add(reference);
    return answer;
  };
  return {
    link: { atr: link.atr, protocol: link.protocol, exchange, reset: () => link.reset() },
    watch,
  };
}

function presentedKey(bytes: Uint8Array): number | undefined {
  return bytes[1] === verifyInstruction && bytes.length > headerLength ? bytes[3] : undefined;
}

/** Bits of CLA that tell of secure messaging, GlobalPlatform Card Specification 2.3.1 11.1.4: on the logical channels 0 to 3. */
const isSecured = ([cla = 0]: Uint8Array): boolean => (cla & 0x40) === 0 && (cla & 0x0c) !== 0;

/** 9000, or 91xx: success with a proactive command waiting. */
const isSuccess = (answer: Uint8Array): boolean => {
  const [sw1, sw2] = answer.subarray(-2);
  return (sw1 === 0x90 && sw2 === 0x00) || sw1 === 0x91;
};
