import * as z from 'zod';
import { InputError } from '../../base/error.ts';
import type { PlanDoc } from '../../contract/plan.ts';
import { flagColumn, jsonColumn } from '../columns.ts';
import type { Sql } from '../sql.ts';
import { type ApplyRun, applyRun } from './apply-run.ts';
import { composePlan, planRow } from './plan-row.ts';
import type { PlanSteps } from './plan-steps.ts';

/** Did not finish, had begun a step, and no later plan has brought the card into a known state. */
const openClause = `settled_by IS NULL AND state IN ('interrupted', 'stopped') AND EXISTS
  (SELECT 1 FROM plan_steps WHERE plan = plans.id AND plan_steps.state IN ('done', 'failed', 'unknown'))`;

export interface NewPlan {
  readonly document: PlanDoc;
  /** The plan in the form that can be applied again, JSON; only main/jobs knows what is in it. */
  readonly program: string;
  readonly simulated: boolean;
}

interface PlanInternals {
  readonly program: string;
  readonly simulated: boolean;
  readonly run: ApplyRun | null;
  readonly apdus: number;
  /** `null` where none has left. */
  readonly envelopes: number | null;
}

/** The plans of this station and how far each has come. */
export class Plans {
  readonly #sql: Sql;
  readonly #steps: PlanSteps;

  constructor(sql: Sql, steps: PlanSteps) {
    this.#sql = sql;
    this.#steps = steps;
  }

  insert({ document, program, simulated }: NewPlan): void {
    this.#sql.immediate(() => {
      this.#sql.run(
        `INSERT INTO plans (id, iccid, target, created_at, simulated, state, document, program)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        document.id,
        document.iccid,
        document.target,
        document.createdAt,
        simulated ? 1 : 0,
        document.state,
        JSON.stringify(document),
        program,
      );
      for (const step of document.steps) this.#steps.insert(document.id, step);
    });
  }

  get(id: string): PlanDoc | undefined {
    return this.#sql.snapshot(() => {
      const row = this.#sql.get(planRow, 'SELECT document, state FROM plans WHERE id = ?', id);
      return row && composePlan(row, this.#steps.ofPlan(id));
    });
  }

  /** What only main/jobs needs of a plan. */
  internals(id: string): PlanInternals | undefined {
    const row = z.object({
      program: z.string(),
      simulated: flagColumn,
      run: jsonColumn(applyRun).nullable(),
      apdus: z.int(),
      envelopes: z.int().nullable(),
    });
    return this.#sql.get(row, 'SELECT program, simulated, run, apdus, envelopes FROM plans WHERE id = ?', id);
  }

  /**
   * From `ready` to `applying`, by the process with the presence id `engine`. Two processes cannot both succeed.
   * @throws InputError `plan.not-ready`
   */
  begin(id: string, run: ApplyRun, engine: string): void {
    const changed = this.#sql.run(
      `UPDATE plans SET state = 'applying', run = ?, engine = ?, apdus = 0, envelopes = NULL WHERE id = ? AND state = 'ready'`,
      JSON.stringify(run),
      engine,
      id,
    );
    if (changed !== 1) throw notReady(id);
  }

  /**
   * Another document of a plan that is `ready`: it takes another route. Its steps are what they were.
   * @throws InputError `plan.not-ready`
   */
  replace(document: PlanDoc): void {
    const changed = this.#sql.run(
      `UPDATE plans SET document = ? WHERE id = ? AND state = 'ready'`,
      JSON.stringify(document),
      document.id,
    );
    if (changed !== 1) throw notReady(document.id);
  }

  /** Exchanges with the card so far. */
  countApdus(id: string, apdus: number): void {
    this.#sql.run('UPDATE plans SET apdus = ? WHERE id = ?', apdus, id);
  }

  /** ENVELOPEs so far, the one that is about to leave included. */
  countEnvelopes(id: string, envelopes: number): void {
    this.#sql.run('UPDATE plans SET envelopes = ? WHERE id = ?', envelopes, id);
  }

  /** From `applying` to what came of it; false when another process has ended it already. */
  end(id: string, state: 'ready' | 'applied' | 'stopped' | 'interrupted'): boolean {
    return (
      this.#sql.run(
        `UPDATE plans SET state = ?, engine = NULL WHERE id = ? AND state = 'applying'`,
        state,
        id,
      ) === 1
    );
  }

  /** Plans that are being applied, and by which process. */
  applying(): { id: string; engine: string }[] {
    return this.#sql.all(
      z.object({ id: z.string(), engine: z.string() }),
      `SELECT id, coalesce(engine, '') AS engine FROM plans WHERE state = 'applying'`,
    );
  }

  /** Plans that have changed a card, or may have, and did not finish; oldest first. Without `iccid` those of all cards. */
  open(iccid?: string): PlanDoc[] {
    return this.#sql.snapshot(() =>
      this.#sql
        .all(
          planRow,
          `SELECT document, state FROM plans WHERE ${openClause} AND (? IS NULL OR iccid = ?) ORDER BY created_at`,
          iccid ?? null,
          iccid ?? null,
        )
        .map((row) => composePlan(row, this.#steps.ofPlan(row.document.id))),
    );
  }

  /** Whether there is an open plan, of whatever card. */
  anyOpen(): boolean {
    return (
      this.#sql.get(z.object({ id: z.string() }), `SELECT id FROM plans WHERE ${openClause} LIMIT 1`) !==
      undefined
    );
  }

  /**
   * The directory `target` of this card is in a known state again, by the plan `by`: what was open there is closed. A simulated card says
   * nothing of the real one with its ICCID.
   */
  settle(iccid: string, target: string, by: string): void {
    this.#sql.run(
      `UPDATE plans SET settled_by = ? WHERE iccid = ? AND target = ? AND id <> ?
         AND simulated = (SELECT simulated FROM plans WHERE id = ?) AND ${openClause}`,
      by,
      iccid,
      target,
      by,
      by,
    );
  }
}

function notReady(plan: string): InputError {
  return new InputError('plan.not-ready', 'This plan cannot be applied: it has been used or is in use.', {
    hint: 'Make a new plan for this card.',
    meaning: 'The card was not touched.',
    details: { plan },
  });
}
