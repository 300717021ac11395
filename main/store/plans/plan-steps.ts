import { InternalError } from '../../base/error.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { StepDoc } from '../../contract/plan.ts';
import type { Sql } from '../sql.ts';
import { type StepRecord, stepRow } from './plan-row.ts';

export interface StepEnd {
  readonly state: 'done' | 'failed' | 'unknown';
  /** Four hexadecimal digits, when the card answered. */
  readonly sw?: string | undefined;
  readonly error?: ErrorDoc | undefined;
}

/**
 * What was intended and what came of it, one row a step: the write-ahead journal of a card. Each call is on disk when it returns. A
 * step is intended once: what may have reached the card is not sent again from here.
 */
export class PlanSteps {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Joins the transaction in which the plan is inserted. */
  insert(plan: string, step: StepDoc): void {
    this.#sql.run(
      'INSERT INTO plan_steps (plan, position, state, before, after) VALUES (?, ?, ?, ?, ?)',
      plan,
      step.index,
      step.state,
      step.before?.hex ?? null,
      step.after?.hex ?? null,
    );
  }

  ofPlan(plan: string): StepRecord[] {
    return this.#sql.all(
      stepRow,
      `SELECT position, state, before, after, intent_at, outcome_at, sw, error FROM plan_steps
       WHERE plan = ? ORDER BY position`,
      plan,
    );
  }

  /** @throws InternalError `journal.order` unless the step is still pending and its plan is being applied */
  intend(plan: string, position: number, at: number): void {
    const changed = this.#sql.run(
      `UPDATE plan_steps SET state = 'intended', intent_at = ?
       WHERE plan = ? AND position = ? AND state = 'pending'
         AND EXISTS (SELECT 1 FROM plans WHERE id = plan AND state = 'applying')`,
      at,
      plan,
      position,
    );
    if (changed !== 1) throw outOfOrder(plan, position, 'intended');
  }

  /** @throws InternalError `journal.order` unless the step is intended */
  end(plan: string, position: number, end: StepEnd, at: number): void {
    const changed = this.#sql.run(
      `UPDATE plan_steps SET state = ?, sw = ?, error = ?, outcome_at = ?
       WHERE plan = ? AND position = ? AND state = 'intended'`,
      end.state,
      end.sw ?? null,
      end.error === undefined ? null : JSON.stringify(end.error),
      at,
      plan,
      position,
    );
    if (changed !== 1) throw outOfOrder(plan, position, end.state);
  }

  /** After a crash: of a step whose outcome was never written nothing is known until the card is read. */
  intendedToUnknown(plan: string, error: ErrorDoc): void {
    this.#sql.run(
      `UPDATE plan_steps SET state = 'unknown', error = ? WHERE plan = ? AND state = 'intended'`,
      JSON.stringify(error),
      plan,
    );
  }

  /** What a reading of the card showed of an unknown step. Later readings change nothing. */
  resolve(plan: string, position: number, state: 'done' | 'failed' | 'pending', at: number): void {
    this.#sql.run(
      `UPDATE plan_steps SET state = ?, outcome_at = ? WHERE plan = ? AND position = ? AND state = 'unknown'`,
      state,
      at,
      plan,
      position,
    );
  }

  /** Steps that a plan which has ended will not do. */
  skipPending(plan: string): void {
    this.#sql.run(`UPDATE plan_steps SET state = 'skipped' WHERE plan = ? AND state = 'pending'`, plan);
  }
}

function outOfOrder(plan: string, position: number, wanted: string): InternalError {
  return new InternalError('journal.order', 'A step was about to be done out of its turn.', {
    hint: 'Make a new plan for this card; report this.',
    meaning: 'The step was not sent to the card.',
    details: { plan, position, wanted },
  });
}
