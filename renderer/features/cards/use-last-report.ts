import type { InventoryDoc } from '../../../main/contract/card.ts';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { useAnswer } from '../../client/engine.tsx';

interface LastReport {
  readonly inventory: InventoryDoc | undefined;
  /** There is a report, but the card has been written to since: it would show what is no longer there. */
  readonly isStale: boolean;
  readonly error: unknown;
}

/** What was last read of the card in this reader, if it still holds. */
export function useLastReport({ id, state, card }: ReaderDoc): LastReport {
  const iccid = card?.iccid;
  const last = useAnswer('card.last', { reader: id });
  const writes = useAnswer(
    'receipts.list',
    { iccid: iccid ?? '', limit: 1 },
    { enabled: iccid !== undefined },
  );
  // A report of the card that was here before is not one of this card.
  const own = state === 'card' && last.data?.card.iccid === iccid ? (last.data ?? undefined) : undefined;
  const error = last.error ?? writes.error;
  const written = writes.data?.[0]?.finishedAt;
  const isStale = own !== undefined && written !== undefined && written > own.takenAt;
  const known = iccid === undefined || writes.data !== undefined || writes.error !== null;
  return { inventory: isStale || !known ? undefined : own, isStale, error };
}
