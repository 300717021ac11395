import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { useAnswer } from '../../client/engine.tsx';
import { go } from '../frame/place.ts';
import { useEnrolActor } from './enrol-provider.tsx';

/** Shows the wizard with a look at this card; one that is at work with a card is only shown. */
export function useStartEnrol(): (reader: Pick<ReaderDoc, 'id' | 'simulated'>, iccid: string) => void {
  const actor = useEnrolActor();
  const station = useAnswer('station.get', {});
  return ({ id, simulated }, iccid) => {
    const isOfLab = simulated && station.data?.simulator === true;
    actor.send({ type: 'START', reader: id, iccid, isOfLab });
    go({ page: 'enrol' });
  };
}

/** Whether the card has a subscriber's key to bootstrap with. */
export const hasSubscriber = ({ card }: Pick<ReaderDoc, 'card'>): boolean =>
  card?.applications.some(({ kind }) => kind === 'usim' || kind === 'isim') === true;
