import { equalBytes } from '../../base/bytes.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import type { FilePath } from '../../card/path.ts';
import { cautionFor } from './cautions.ts';
import { type StepDraft, stages } from './draft.ts';
import type { DesiredContent } from './types.ts';

export interface ContentChange {
  readonly path: FilePath;
  readonly declaration: EfDeclaration;
  readonly needs: SecurityCondition;
  /** As the card tells it. */
  readonly sfi?: number | undefined;
  /** What is there: one entry for a transparent file, one a record; empty when it is not known. */
  readonly before: readonly Uint8Array[];
  readonly after: readonly Uint8Array[];
  readonly stage?: number;
}

/** One step for each content that is not what it should be. */
export function updateSteps(change: ContentChange): readonly StepDraft[] {
  const { path, declaration, needs, sfi } = change;
  const stage = change.stage ?? stageOf(declaration);
  const steps: StepDraft[] = [];
  for (const [at, after] of change.after.entries()) {
    const before = change.before[at];
    if (before !== undefined && equalBytes(before, after)) continue;
    const caution = cautionFor(declaration, before);
    const base = {
      stage,
      path,
      declaration,
      name: declaration.name,
      needs,
      ...(caution === undefined ? {} : { caution }),
      ...(sfi === undefined ? {} : { sfi }),
      ...(before === undefined ? {} : { before }),
      after,
    };
    steps.push(
      declaration.structure === 'transparent'
        ? { ...base, kind: 'update-binary' }
        : { ...base, kind: 'update-record', record: at + 1 },
    );
  }
  return steps;
}

export function stageOf({ name }: EfDeclaration): number {
  return name === 'EF_1M2MST' ? stages.announceServices : stages.content;
}

/** What verification compares. */
export function desiredContentsOf(
  path: FilePath,
  declaration: EfDeclaration,
  contents: readonly Uint8Array[],
): readonly DesiredContent[] {
  const { name } = declaration;
  return contents.map((content, at) => ({
    path,
    name,
    declaration,
    ...(declaration.structure === 'transparent' ? {} : { record: at + 1 }),
    content,
  }));
}
