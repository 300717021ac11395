import { fromHex, toHex } from '../base/bytes.ts';
import { StoreError } from '../base/error.ts';
import type { SecurityCondition } from '../card/access/types.ts';
import type { EfDeclaration } from '../card/files/declare.ts';
import { declarationNamed } from '../card/files/table.ts';
import { formatPath, parsePath } from '../card/path.ts';
import type { DesiredContent, Plan, PlanStep } from '../procedures/plan/types.ts';
import {
  type ConditionText,
  type DesiredText,
  type ProgramText,
  programText,
  type StepText,
} from './program-schema.ts';

/** The text of `plan` for the store. Blockers are not in it: a plan with blockers is never applied. */
export function encodeProgram(plan: Plan): string {
  const text: ProgramText = {
    version: 1,
    kind: plan.kind,
    iccid: plan.iccid,
    atr: toHex(plan.atr),
    target: formatPath(plan.target),
    steps: plan.steps.map(encodeStep),
    unchanged: plan.unchanged.map(({ path, name }) => ({ path: formatPath(path), name })),
    desired: plan.desired.map(encodeDesired),
    keys: [...plan.keys],
  };
  return JSON.stringify(text);
}

/** The plan that {@link encodeProgram} wrote. Total. @throws StoreError `plan.unreadable` for any other text */
export function decodeProgram(text: string): Plan {
  try {
    const program = programText.parse(JSON.parse(text));
    return {
      kind: program.kind,
      iccid: program.iccid,
      atr: fromHex(program.atr),
      target: parsePath(program.target),
      steps: program.steps.map(decodeStep),
      unchanged: program.unchanged.map(({ path, name }) => ({ path: parsePath(path), name })),
      desired: program.desired.map(decodeDesired),
      keys: program.keys,
      obstacles: [],
      blockers: [],
    };
  } catch (cause) {
    throw unreadable(cause);
  }
}

function encodeStep(step: PlanStep): StepText {
  const { index, path, declaration, name, needs, caution } = step;
  const common = {
    index,
    path: formatPath(path),
    ...(declaration === undefined ? {} : { declaration: referTo(declaration) }),
    name,
    needs: encodeCondition(needs),
    ...(caution === undefined ? {} : { caution }),
  };
  if (step.kind === 'create-file')
    return { ...common, kind: step.kind, file: step.file, fcp: toHex(step.fcp) };
  if (step.kind === 'resize-file') return { ...common, kind: step.kind, from: step.from, to: step.to };
  if (step.kind === 'activate-file') return { ...common, kind: step.kind };
  const contents = encodeContents(step);
  if (step.kind === 'update-binary') return { ...common, kind: step.kind, ...contents };
  return { ...common, kind: step.kind, record: step.record, ...contents };
}

function decodeStep(step: StepText): PlanStep {
  const { index, path, declaration, name, needs, caution } = step;
  const common = {
    index,
    path: parsePath(path),
    ...(declaration === undefined ? {} : { declaration: look(declaration) }),
    name,
    needs: decodeCondition(needs),
    ...(caution === undefined ? {} : { caution }),
  };
  if (step.kind === 'create-file')
    return { ...common, kind: step.kind, file: decodeFile(step.file), fcp: fromHex(step.fcp) };
  if (step.kind === 'resize-file') return { ...common, kind: step.kind, from: step.from, to: step.to };
  if (step.kind === 'activate-file') return { ...common, kind: step.kind };
  const contents = decodeContents(step);
  if (step.kind === 'update-binary') return { ...common, kind: step.kind, ...contents };
  return { ...common, kind: step.kind, record: step.record, ...contents };
}

interface Contents<T> {
  readonly sfi?: number | undefined;
  readonly before?: T | undefined;
  readonly after: T;
}

function encodeContents({ sfi, before, after }: Contents<Uint8Array>) {
  return {
    ...(sfi === undefined ? {} : { sfi }),
    ...(before === undefined ? {} : { before: toHex(before) }),
    after: toHex(after),
  };
}

function decodeContents({ sfi, before, after }: Contents<string>) {
  return {
    ...(sfi === undefined ? {} : { sfi }),
    ...(before === undefined ? {} : { before: fromHex(before) }),
    after: fromHex(after),
  };
}

type CreatedFile = Extract<PlanStep, { kind: 'create-file' }>['file'];

function decodeFile(file: Extract<StepText, { kind: 'create-file' }>['file']): CreatedFile {
  if (file.type === 'df') return file;
  const { type, structure, size, recordLength, sfi } = file;
  return {
    type,
    structure,
    size,
    ...(recordLength === undefined ? {} : { recordLength }),
    ...(sfi === undefined ? {} : { sfi }),
  };
}

function encodeDesired({ path, name, declaration, record, content }: DesiredContent): DesiredText {
  return {
    path: formatPath(path),
    name,
    ...(declaration === undefined ? {} : { declaration: referTo(declaration) }),
    ...(record === undefined ? {} : { record }),
    content: toHex(content),
  };
}

function decodeDesired({ path, name, declaration, record, content }: DesiredText): DesiredContent {
  return {
    path: parsePath(path),
    name,
    ...(declaration === undefined ? {} : { declaration: look(declaration) }),
    ...(record === undefined ? {} : { record }),
    content: fromHex(content),
  };
}

function encodeCondition(condition: SecurityCondition): ConditionText {
  if ('raw' in condition) return { kind: condition.kind, raw: toHex(condition.raw) };
  if ('of' in condition) return { kind: condition.kind, of: condition.of.map(encodeCondition) };
  return condition;
}

function decodeCondition(text: ConditionText): SecurityCondition {
  if ('raw' in text) return { kind: text.kind, raw: fromHex(text.raw) };
  if ('of' in text) return { kind: text.kind, of: text.of.map(decodeCondition) };
  return text;
}

const referTo = ({ home, name }: EfDeclaration) => ({ home, name });

function look({ home, name }: { home: EfDeclaration['home']; name: string }): EfDeclaration {
  const found = declarationNamed(home, name);
  if (found !== undefined) return found;
  throw unreadable(undefined);
}

function unreadable(cause: unknown): StoreError {
  return new StoreError('plan.unreadable', 'The stored plan cannot be read.', {
    hint: 'Make a new plan for this card.',
    meaning: 'The card was not touched.',
    ...(cause === undefined ? {} : { cause }),
  });
}
