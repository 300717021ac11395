import type { Card } from '../os/card.ts';
import type { DomainSession } from '../os/security-domain.ts';
import type { OtaKeySet } from './state.ts';

/** Of a script's answer around the data of one command: templates, count and status word. */
const answerOverhead = 13;

/**
 * The issuer security domain as a script of remote application management meets it: the packet has protected its commands, so they come
 * plain in a channel that is open. What a script has begun, a LOAD for instance, goes on in the next one until the reset.
 */
export function remoteDomain({ session, image }: Card, keySet: OtaKeySet | undefined): DomainSession {
  const { remoteDomain: domain } = session;
  domain.open = {
    level: 0,
    messaging: { unwrap: ({ data }) => data, wrap: (response) => response, takeBack: () => undefined },
    protocol: keySet?.algorithm === 'aes' ? 'scp03' : 'scp02',
    dek: keySet?.kik ?? new Uint8Array(),
    longestAnswer: (image.ota?.answerBuffer ?? 0) - answerOverhead,
  };
  return domain;
}
