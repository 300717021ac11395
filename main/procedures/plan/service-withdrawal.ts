import { equalBytes } from '../../base/bytes.ts';
import { type StepDraft, stages } from './draft.ts';

/**
 * A change of the service table in two steps: first the services that go away are withdrawn, and only when all contents are in
 * order the new ones are announced. A card that is interrupted in between never offers a service it cannot serve. One step is enough
 * when nothing goes away, or when nothing else changes.
 */
export function withdrawFirst(drafts: readonly StepDraft[]): readonly StepDraft[] {
  const others = drafts.some(({ stage }) => stage < stages.announceServices);
  return drafts.flatMap((draft): StepDraft[] => {
    if (draft.stage !== stages.announceServices || draft.kind !== 'update-binary') return [draft];
    const { before, after } = draft;
    if (!others || before?.length !== after.length) return [draft];
    const kept = before.map((byte, at) => byte & after[at]!);
    if (equalBytes(kept, before)) return [draft];
    const withdrawal = { ...draft, after: kept, stage: stages.withdrawServices };
    return equalBytes(kept, after) ? [withdrawal] : [withdrawal, { ...draft, before: kept }];
  });
}
