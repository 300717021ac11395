import { isExplicit } from '../../channel/scp02/options.ts';
import type { RecognitionData } from './card-data.ts';
import type { SecureProtocol } from './open-secure-channel.ts';

/**
 * “i” of a protocol as the card recognition data have it, where they have one alone. That a channel opens without a handshake is never
 * taken from there: with wrong keys it would use a try.
 */
export function toldOption(data: RecognitionData | undefined, protocol: SecureProtocol): number | undefined {
  const number = protocol === 'scp02' ? 2 : 3;
  const options = new Set(
    data?.protocols.filter((each) => each.protocol === number).map(({ parameters }) => parameters),
  );
  const [only] = options;
  if (only === undefined || options.size > 1) return undefined;
  return protocol === 'scp02' && !isExplicit(only) ? undefined : only;
}
