import { toHex } from '../../base/bytes.ts';
import { selectAid } from '../../card/commands/select.ts';
import type { CardFiles } from '../card-files.ts';
import { oneM2mModulePrefix } from './applications.ts';
import { cardAnswer } from './read-ef.ts';
import type { CardApplication } from './types.ts';

/**
 * Runs `work`, which selects applications, and leaves the card with the 1M2MSM application that was the last selected one before: it
 * survives a power-off, and a device may rely on it (TS-0003 D.2.2.1). Also where `work` is cancelled, but not where the card is gone. With
 * one such application or none there is nothing to keep.
 */
export async function keepLastSelected<T>(
  files: CardFiles,
  applications: readonly CardApplication[],
  work: () => Promise<T>,
): Promise<T> {
  if (applications.filter(({ kind }) => kind === '1m2msm').length < 2) return work();
  const { session } = files;
  const lastOne = selectAid(oneM2mModulePrefix, { occurrence: 'last' });
  const before = await cardAnswer(session, () => files.selectPartialAid(lastOne));
  const aid = before.ok ? before.value.fcp.aid : undefined;
  try {
    return await work();
  } finally {
    if (aid !== undefined && session.lost === undefined)
      await session.uninterrupted(() =>
        cardAnswer(session, () => files.select({ aid: toHex(aid), fids: [] })),
      );
  }
}
