import { concatBytes, fromHex } from '../../../base/bytes.ts';
import { encodeTlv } from '../../../card/tlv/ber.ts';
import type { Card } from '../os/card.ts';
import type { Reply, Request } from '../os/command.ts';
import { closeChannel } from '../os/security-domain.ts';
import { namesDomain } from './domain.ts';
import { namesEcasd } from './ecasd.ts';

/** FCI proprietary data: a command carries up to 255 bytes. */
const maximumLength = fromHex('9f6501ff');

/**
 * SELECT by the AID of the issuer security domain, of an eUICC’s ECASD, or by an empty one: answers its FCI and ends an open channel;
 * `undefined` for anything else. The files and applications that are selected stay as they are: on this card the security domain is reached
 * on the basic channel at any time.
 */
export function selectDomain(card: Card, { p1, data, channel }: Request): Reply | undefined {
  const { securityDomain } = card.image;
  if (securityDomain === undefined || p1 !== 0x04 || channel.number !== 0) return undefined;
  const aid = namesEcasd(securityDomain, data) ? data : securityDomain.aid;
  if (data.length > 0 && aid !== data && !namesDomain(securityDomain, data)) return undefined;
  closeChannel(card.session.domain);
  return { data: encodeTlv(0x6f, concatBytes(encodeTlv(0x84, aid), encodeTlv(0xa5, maximumLength))) };
}
