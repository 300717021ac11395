import { equalBytes } from '../../base/bytes.ts';
import { MismatchError } from '../../base/error.ts';
import { readRecord } from '../../card/commands/read-record.ts';
import type { Selection } from '../../card/commands/select.ts';
import { formatPath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { type CardAnswer, cardAnswer } from '../inventory/read-ef.ts';
import type { PlanStep } from '../plan/types.ts';
import { readSelected } from '../read-content.ts';

/** How the card stands towards a step that is about to be done. */
export type StepSituation =
  /** The card is as it will be after the step. */
  | { readonly state: 'done' }
  /** The card is as the plan expects it before the step. `current` is the content, where it can be read. */
  | { readonly state: 'ready'; readonly current?: Uint8Array }
  /** Neither: something else has changed the card, or the step was torn. */
  | { readonly state: 'other'; readonly problem: MismatchError };

type Step<K extends PlanStep['kind']> = Extract<PlanStep, { kind: K }>;

/**
 * Reads what the step is about. Afterwards the file of the step is selected, or for a file to be created its directory is the current one.
 * @throws the link's error, CancelledError
 */
export async function situationOf(files: CardFiles, step: PlanStep): Promise<StepSituation> {
  switch (step.kind) {
    case 'update-binary':
      return ofTransparent(files, step);
    case 'update-record':
      return ofRecord(files, step);
    case 'create-file':
      return ofCreation(files, step);
    case 'resize-file':
      return ofSize(files, step);
    case 'activate-file':
    default:
      return ofLifeCycle(files, step);
  }
}

async function ofTransparent(files: CardFiles, step: Step<'update-binary'>): Promise<StepSituation> {
  const selected = await select(files, step);
  if (!selected.ok) return other(step, `it cannot be selected: ${selected.problem.message}`);
  const { fcp, state } = selected.value;
  if (state !== 'usable') return other(step, `it is ${state}`);
  if (fcp.structure !== 'transparent' || (fcp.size ?? step.after.length) !== step.after.length)
    return other(step, 'it has another structure or size');
  const read = await cardAnswer(files.session, () => readSelected(files.session, fcp));
  return compare(step, read.ok ? read.value[0] : undefined);
}

async function ofRecord(files: CardFiles, step: Step<'update-record'>): Promise<StepSituation> {
  if (!files.isCurrent(step.path)) {
    const selected = await select(files, step);
    if (!selected.ok) return other(step, `it cannot be selected: ${selected.problem.message}`);
    if (selected.value.state !== 'usable') return other(step, `it is ${selected.value.state}`);
    const { recordLength } = selected.value.fcp;
    if ((recordLength ?? step.after.length) !== step.after.length)
      return other(step, 'its records have another length');
  }
  const { record, after } = step;
  const read = await cardAnswer(files.session, () =>
    files.session.run(readRecord({ record, length: after.length })),
  );
  return compare(step, read.ok ? read.value : undefined);
}

function compare(
  step: Step<'update-binary'> | Step<'update-record'>,
  current: Uint8Array | undefined,
): StepSituation {
  if (current === undefined)
    return step.before === undefined ? { state: 'ready' } : other(step, 'it can no longer be read');
  if (equalBytes(current, step.after)) return { state: 'done' };
  return step.before === undefined || equalBytes(current, step.before)
    ? { state: 'ready', current }
    : other(step, 'its content is not what it was when the plan was made');
}

async function ofCreation(files: CardFiles, step: Step<'create-file'>): Promise<StepSituation> {
  const selected = await select(files, step);
  if (!selected.ok) {
    if (selected.problem.code !== 'file.not-found')
      return other(step, `it cannot be selected: ${selected.problem.message}`);
    const directory = { ...step.path, fids: step.path.fids.slice(0, -1) };
    const entered = await cardAnswer(files.session, () => files.enter(directory));
    return entered.ok ? { state: 'ready' } : other(step, `its directory cannot be selected`);
  }
  const { fcp } = selected.value;
  const { file } = step;
  const same =
    file.type === 'df'
      ? fcp.kind !== 'ef'
      : fcp.kind === 'ef' &&
        fcp.structure === file.structure &&
        (fcp.size ?? file.size) === file.size &&
        fcp.recordLength === file.recordLength;
  return same ? { state: 'done' } : other(step, 'a file of another kind or size is in its place');
}

async function ofSize(files: CardFiles, step: Step<'resize-file'>): Promise<StepSituation> {
  const selected = await select(files, step);
  if (!selected.ok) return other(step, `it cannot be selected: ${selected.problem.message}`);
  const { size } = selected.value.fcp;
  if (size === step.to) return { state: 'done' };
  return size === step.from ? { state: 'ready' } : other(step, 'it has another size');
}

async function ofLifeCycle(files: CardFiles, step: Step<'activate-file'>): Promise<StepSituation> {
  const selected = await select(files, step);
  if (!selected.ok) return other(step, `it cannot be selected: ${selected.problem.message}`);
  const { state, fcp } = selected.value;
  if (state === 'terminated') return other(step, 'it is terminated');
  return state === 'deactivated' || fcp.lifeCycle === 'deactivated' ? { state: 'ready' } : { state: 'done' };
}

function select(files: CardFiles, { path }: PlanStep): Promise<CardAnswer<Selection>> {
  return cardAnswer(files.session, () => files.select(path));
}

function other({ name, path }: PlanStep, why: string): StepSituation {
  const problem = new MismatchError(
    'card.changed',
    `${name} is not as it was when the plan was made: ${why.replace(/\.$/, '')}.`,
    {
      hint: 'Read the card again and make a new plan; it goes on from what is there.',
      meaning: 'This step was not begun. The steps before it are done.',
      details: { path: formatPath(path) },
    },
  );
  return { state: 'other', problem };
}
