import type { Clock } from '../../base/ports.ts';
import type { GbaMessage } from '../../procedures/gba/types.ts';
import type { EventHub } from '../event-hub.ts';

/** Tells every message of one operation as it happens, numbered from 0. Without an operation there is nobody to tell. */
export function sequenceOf(
  hub: EventHub,
  clock: Clock,
  operation: string | undefined,
): (message: GbaMessage) => void {
  let index = 0;
  return ({ from, to, what, content, failed }) => {
    if (operation === undefined) return;
    hub.emit({
      event: 'sequence.message',
      data: {
        operation,
        index: index++,
        at: clock.now(),
        from,
        to,
        what,
        content: content.map((part) => ({ ...part })),
        ...(failed === undefined ? {} : { failed }),
      },
    });
  };
}
