import type { CardFault } from '../../../lab/uicc/faults.ts';
import type { Uicc } from '../../../lab/uicc/uicc.ts';
import type { JobCard } from '../../job-card.ts';
import { inReader } from './contents-bench.ts';

export interface CardWithFault {
  readonly uicc: Uicc;
}

/** The card in the reader, with a fault at the next command of this name, or the `occurrence`-th. */
export async function tornAt(uicc: Uicc, name: string, fault: CardFault, occurrence = 1): Promise<JobCard> {
  const card = await inReader(uicc);
  const { link } = card.session;
  const exchange = link.exchange.bind(link);
  let left = occurrence;
  link.exchange = (bytes, context) => {
    if (context.name === name && --left === 0) uicc.setFault(fault);
    return exchange(bytes, context);
  };
  return card;
}
