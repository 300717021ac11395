import { isExplicit } from '../../channel/scp02/options.ts';
import type { CardData } from '../../procedures/globalplatform/read-card-data.ts';

/**
 * “i” of a protocol as the card recognition data have it, where they have one alone. That a channel opens without a handshake is never
 * taken from there: with wrong keys it would use a try.
 */
export function toldOption({ recognition }: CardData, protocol: 2 | 3): number | undefined {
  const options = new Set(
    recognition?.protocols.filter((each) => each.protocol === protocol).map(({ parameters }) => parameters),
  );
  const [only] = options;
  if (only === undefined || options.size > 1) return undefined;
  return protocol === 2 && !isExplicit(only) ? undefined : only;
}
