import { useQueryClient } from '@tanstack/react-query';
import type { CallOutput } from '../../../main/contract/calls.ts';
import type { InventoryDoc } from '../../../main/contract/card.ts';

/** Puts something that was read anew into the report of the card that is shown, without losing the rest of it. */
export function usePatchInventory(
  reader: string,
): (change: (inventory: InventoryDoc) => InventoryDoc) => void {
  const queries = useQueryClient();
  return (change) =>
    queries.setQueryData<CallOutput<'card.last'>>(['card.last', { reader }], (shown) =>
      shown === null || shown === undefined ? shown : change(shown),
    );
}
