import { AccessError, NetworkError } from '../../base/error.ts';
import type { GbaMode } from './types.ts';

export function akaV2InCard(): NetworkError {
  return new NetworkError(
    'gba.akav2-in-card',
    'The server wants AKAv2, but the card keeps the keys for it.',
    {
      hint: 'Ask the operator to offer AKAv1-MD5 to this subscriber, or not to use GBA_U.',
      meaning: 'The card was not asked.',
      clause: 'IETF RFC 4169 3',
      details: { who: 'bsf' },
    },
  );
}

export function macFailure(tried: readonly GbaMode[]): AccessError {
  return new AccessError('aka.mac-failure', 'The card refuses the network’s proof: its MAC is wrong.', {
    hint: `Check that card and subscription belong together${tried.length === 1 ? `, and that the operator’s settings of this subscriber are those of ${tried[0]}` : ''}.`,
    meaning: 'The card is unharmed; no sequence number was used.',
    clause: '3GPP TS 33.102 6.3.3',
    details: { who: 'card', tried: tried.join(', ') },
  });
}

export function neverInStep(server: string): NetworkError {
  return new NetworkError(
    'gba.resynchronisation',
    'The network sends an old sequence number although the card has told it the right one.',
    {
      hint: 'Ask the operator to look at the sequence numbers of this subscriber in the authentication centre.',
      meaning: 'The card is unharmed; no sequence number was used.',
      clause: '3GPP TS 33.102 6.3.5',
      details: { who: 'bsf', server },
    },
  );
}
