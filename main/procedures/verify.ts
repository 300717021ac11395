import { equalBytes } from '../base/bytes.ts';
import { throwIfCancelled } from '../base/error.ts';
import { readRecord } from '../card/commands/read-record.ts';
import { checkSameCard } from './apply/same-card.ts';
import { CardFiles } from './card-files.ts';
import { cardAnswer } from './inventory/read-ef.ts';
import type { DesiredContent, Plan, VerificationItem } from './plan/types.ts';
import type { ProcedureOptions } from './progress.ts';
import { readSelected } from './read-content.ts';
import type { CardSession } from './session.ts';

/**
 * Reads back everything that the plan's target should hold and compares it byte for byte. It relies on nothing that was read or selected
 * before; a content that cannot be read does not match.
 * @throws CardError `card.swapped`; the link's error; CancelledError
 */
export async function verifyPlan(
  session: CardSession,
  { iccid, desired }: Pick<Plan, 'iccid' | 'desired'>,
  options: ProcedureOptions = {},
): Promise<readonly VerificationItem[]> {
  const files = new CardFiles(session);
  await checkSameCard(files, iccid);
  const items: VerificationItem[] = [];
  for (const [at, wanted] of desired.entries()) {
    throwIfCancelled(options.signal, 'The card was only read; nothing on it changed.');
    options.onProgress?.({ what: `Reading back ${wanted.name}`, done: at, total: desired.length });
    const actual = await readBack(files, wanted);
    const { path, name, record, content: expected } = wanted;
    items.push({
      path,
      name,
      ...(record === undefined ? {} : { record }),
      expected,
      ...(actual === undefined ? {} : { actual }),
      match: actual !== undefined && equalBytes(actual, expected),
    });
  }
  return items;
}

async function readBack(
  files: CardFiles,
  { path, record, content }: DesiredContent,
): Promise<Uint8Array | undefined> {
  const { session } = files;
  const read = await cardAnswer(session, async () => {
    if (record === undefined) return (await readSelected(session, (await files.select(path)).fcp))[0];
    if (!files.isCurrent(path)) await files.select(path);
    return session.run(readRecord({ record, length: content.length }));
  });
  return read.ok ? read.value : undefined;
}
