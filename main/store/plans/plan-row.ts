import * as z from 'zod';
import { errorDoc } from '../../contract/error.ts';
import { type PlanDoc, planDoc, type StepDoc, stepState } from '../../contract/plan.ts';
import { instantColumn, jsonColumn } from '../columns.ts';
import { tampered } from '../sql.ts';

/** The document is kept as it was made; what has happened since is in columns. */
export const planRow = z.object({ document: jsonColumn(planDoc), state: planDoc.shape.state });
export type PlanRow = z.output<typeof planRow>;

export const stepRow = z
  .object({
    position: z.int(),
    state: stepState,
    before: z.string().nullable(),
    after: z.string().nullable(),
    intent_at: instantColumn.nullable(),
    outcome_at: instantColumn.nullable(),
    sw: z.string().nullable(),
    error: jsonColumn(errorDoc).nullable(),
  })
  .transform(({ intent_at, outcome_at, ...rest }) => ({
    ...rest,
    intentAt: intent_at,
    outcomeAt: outcome_at,
  }));

/** What the journal knows of one step. Instants are milliseconds since the epoch, contents lower-case hexadecimal. */
export type StepRecord = z.output<typeof stepRow>;

/** The plan as it stands now. @throws StoreError `store.tampered` when the rows do not belong together */
export function composePlan(row: PlanRow, steps: readonly StepRecord[]): PlanDoc {
  const { document, state } = row;
  if (steps.length !== document.steps.length) throw tampered('plan_steps', `count of ${document.id}`);
  return { ...document, state, steps: document.steps.map((step, i) => composeStep(step, steps[i])) };
}

function composeStep(step: StepDoc, record: StepRecord | undefined): StepDoc {
  if (record?.position !== step.index) throw tampered('plan_steps', `position ${step.index}`);
  return {
    ...step,
    state: record.state,
    ...(record.sw === null ? {} : { sw: record.sw }),
    ...(record.intentAt === null ? {} : { startedAt: record.intentAt }),
    ...(record.outcomeAt === null ? {} : { endedAt: record.outcomeAt }),
  };
}
