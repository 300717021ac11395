import type { CardLink } from '../../card/link.ts';
import { presentError } from '../../jobs/present/error.ts';
import { presentIdentity } from '../../jobs/present/identity.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { identifyCard } from '../../procedures/inventory/identify.ts';
import { CardSession } from '../../procedures/session.ts';
import type { KnownCard } from './attached-reader.ts';

/** Who a card is, in few commands; that it cannot be worked with is part of the answer. @throws the link's error, CancelledError */
export async function identify(link: CardLink, signal: AbortSignal): Promise<KnownCard> {
  const identity = await identifyCard(new CardFiles(new CardSession(link, { signal })));
  return {
    identity: presentIdentity(identity),
    ...(identity.problem === undefined ? {} : { problem: presentError(identity.problem) }),
  };
}
