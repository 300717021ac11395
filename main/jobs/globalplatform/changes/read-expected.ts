import { fromHex } from '../../../base/bytes.ts';
import type { GpResultDoc } from '../../../contract/globalplatform.ts';
import type { CommandRunner } from '../../../procedures/globalplatform/content-channel.ts';
import type { ExpectedItem } from '../../../store/card-changes.ts';
import { type ContentItem, itemOf, readRegistry, stateText } from '../registry.ts';
import { nameOf } from './name-of.ts';

/** Reads the registry and compares what was to change. */
export async function readExpected(
  channel: CommandRunner,
  expected: readonly ExpectedItem[],
): Promise<GpResultDoc['changes']> {
  const items = await readRegistry(channel);
  return expected.map((wanted) => {
    const aid = fromHex(wanted.aid);
    return { what: nameOf(aid), now: stateText(itemOf(items, aid)), match: holds(items, wanted) };
  });
}

/** Whether the registry says what is expected. */
export function holds(items: readonly ContentItem[], { aid, present, lifeCycle }: ExpectedItem): boolean {
  const item = itemOf(items, fromHex(aid));
  if ((item !== undefined) !== present) return false;
  return lifeCycle === undefined || item?.lifeCycle === Number.parseInt(lifeCycle, 16);
}
