import { CardError } from '../../base/error.ts';
import { readEid } from '../../procedures/inventory/eid.ts';
import type { CardSession } from '../../procedures/session.ts';
import type { Custody } from './custody.ts';
import type { KeyedCard } from './types.ts';

/**
 * The card in a reader as its keys are looked up: with its EID, where the station has keys by EID at all. That selects the ECASD: no
 * application or file of the card is current afterwards.
 * @throws CardError `eid.malformed` where there are no other keys for the card; the link's error
 */
export async function keyedCard(
  custody: Custody,
  session: CardSession,
  card: Pick<KeyedCard, 'iccid' | 'simulated'>,
): Promise<KeyedCard> {
  if (!custody.knowsEids()) return card;
  try {
    const eid = await readEid(session);
    return { ...card, ...(eid === undefined ? {} : { eid }) };
  } catch (error) {
    const isMalformed = error instanceof CardError && error.code === 'eid.malformed';
    if (isMalformed && custody.keySets(card).length > 0) return card;
    throw error;
  }
}
