import type { CardLink } from '../../card/link.ts';
import { CardSession } from '../../procedures/session.ts';
import type { JobCard } from '../job-card.ts';

/** A powered card as a job is given it. */
export function cardOn(link: CardLink, signal?: AbortSignal): JobCard {
  const session = new CardSession(link, signal === undefined ? {} : { signal });
  return { session, reader: 'Reader 0', simulated: true };
}
