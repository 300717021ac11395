import { keysOf } from '../../card/access/condition-for.ts';
import { keyName } from '../../card/access/key-reference.ts';
import { formatPath } from '../../card/path.ts';
import type { StepDoc } from '../../contract/plan.ts';
import type { Plan, PlanStep } from '../../procedures/plan/types.ts';
import { changedRanges } from './changed-ranges.ts';
import { presentContent } from './content.ts';

/** A step that nothing has been done about yet. `keys` are those that the plan is going to present. */
export function presentStep(step: PlanStep, keys: Plan['keys']): StepDoc {
  const { index, kind, path, name, declaration, caution } = step;
  const advice = declaration?.changeAdvice;
  return {
    index,
    kind,
    path: formatPath(path),
    file: name,
    title: titleOf(step),
    ...(kind === 'update-record' ? { record: step.record } : {}),
    ...contentsOf(step),
    needs: needsOf(step, keys),
    ...(advice === undefined ? {} : { advice }),
    ...(caution === undefined ? {} : { caution }),
    state: 'pending',
  };
}

/** The file in words, with what is going to be its size where that is new. */
function titleOf(step: PlanStep): string {
  const title = step.declaration?.title ?? step.name;
  if (step.kind === 'resize-file') return `${title}, from ${step.from} to ${step.to} bytes`;
  if (step.kind !== 'create-file' || step.file.type === 'df') return title;
  const { size, recordLength } = step.file;
  if (recordLength === undefined) return `${title}, ${size} bytes`;
  return `${title}, ${Math.floor(size / recordLength)} records of ${recordLength} bytes`;
}

function contentsOf(step: PlanStep): Pick<StepDoc, 'before' | 'after' | 'changed'> {
  if (step.kind !== 'update-binary' && step.kind !== 'update-record') return { changed: [] };
  const { declaration, before, after } = step;
  return {
    ...(before === undefined ? {} : { before: presentContent(declaration, before) }),
    after: presentContent(declaration, after),
    changed: declaration?.secret === true ? [] : changedRanges(before, after),
  };
}

/** Where a condition leaves a choice, only the keys that were chosen. */
function needsOf(step: PlanStep, keys: Plan['keys']): string[] {
  const named = keysOf(step.needs);
  const chosen = named.filter((reference) => keys.includes(reference));
  return (chosen.length > 0 ? chosen : named).map(keyName);
}
