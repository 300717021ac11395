import { CardwrightError } from '../../base/error.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import { expectStatus } from '../../card/status-check.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { explainFailure } from '../../channel/scp80/script/expanded-answer.ts';
import { outcomeOfRefusal } from '../apply/step-outcome.ts';
import type { BatchedStep, StepOutcome } from '../plan/types.ts';
import { endedScript, impossibleCount, notReached } from './errors.ts';
import type { ScriptRun } from './run-script.ts';
import type { StepScript } from './script-steps.ts';

/**
 * What became of steps whose packet brought no answer that can be read. A refused packet and one that was never sent have changed nothing;
 * of any other nobody knows.
 */
export function outcomeWithoutAnswer(error: unknown): StepOutcome {
  if (!(error instanceof CardwrightError)) throw error;
  const unsent = error.kind === 'input' || error.kind === 'store' || error.kind === 'cancelled';
  const refused = error.details['outcome'] === 'refused';
  return { state: unsent || refused ? 'failed' : 'unknown', error };
}

/** What became of each step, from the number of commands that were executed and the answers that the format gives. */
export function outcomesOf(
  steps: readonly BatchedStep[],
  script: StepScript,
  run: ScriptRun,
): readonly StepOutcome[] {
  const { commands, spans } = script;
  const { executed } = run;
  if (executed === undefined || executed > commands.length) {
    const error = impossibleCount(commands.length);
    return steps.map(() => ({ state: 'unknown', error }));
  }
  const stop = refusalIn(steps, script, run, executed) ?? endIn(run, executed, commands.length);
  const sw = run.responses.at(-1)?.sw ?? 0x9000;
  return spans.map(({ firstWrite, end }, i) => {
    const start = spans[i - 1]?.end ?? 0;
    if (stop === undefined || stop.at >= end) return { state: 'done', sw };
    if (stop.at < start) return { state: 'failed', error: notReached() };
    // A SELECT that was refused, or that was not reached, has changed nothing.
    if (stop.at < firstWrite) return { state: 'failed', error: stop.error };
    const begun = stop.at > firstWrite;
    if (stop.refused) return outcomeOfRefusal(stop.error, begun);
    return { state: begun ? 'unknown' : 'failed', error: stop.error };
  });
}

/** The first command that was not executed to its end. */
interface Stop {
  readonly at: number;
  readonly error: CardwrightError;
  /** The card has answered it with an error; else it did not come to it. */
  readonly refused: boolean;
}

function refusalIn(
  steps: readonly BatchedStep[],
  script: StepScript,
  { responses }: ScriptRun,
  executed: number,
): Stop | undefined {
  const all = responses.length === executed;
  for (const [i, response] of responses.entries()) {
    const at = all ? i : Math.max(0, executed - 1);
    const error = refusalOf(steps, script, at, response);
    if (error !== undefined) return { at, error, refused: true };
  }
  return undefined;
}

function refusalOf(
  steps: readonly BatchedStep[],
  { spans }: StepScript,
  at: number,
  { data, sw }: ResponseApdu,
): CardwrightError | undefined {
  // In a script 61xx and 91xx only say that something waits.
  const response = { data, sw: [0x61, 0x91].includes(sw >> 8) ? 0x9000 : sw };
  const owner = spans.findIndex(({ end }) => at < end);
  const write = steps[owner]?.commands[at - (spans[owner]?.firstWrite ?? 0)];
  const read = attempt(() =>
    write === undefined ? expectStatus(response, 'SELECT', 0x6283, 0x6284) : write.parse(response),
  );
  return read.ok ? undefined : read.error;
}

function endIn({ failure }: ScriptRun, executed: number, total: number): Stop | undefined {
  if (executed === total) return undefined;
  const error = failure === undefined ? notReached() : endedScript(explainFailure(failure));
  return { at: executed, error, refused: false };
}
