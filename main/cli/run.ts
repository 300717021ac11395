import { CardwrightError } from '../base/error.ts';
import type { ErrorDoc } from '../contract/error.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { errorText } from './output/error.ts';
import { note, out } from './output/print.ts';
import { printableJson } from './output/printable.ts';
import { type GlobalOptions, Refusal, type Session, withSession } from './session.ts';

/** What a command gives: the document for --json, its text for people, and an exit code when it is not 0. */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  readonly code?: number;
}

/** Runs a command with an engine, prints what it gives or its error, and sets the exit code. */
export async function run(
  options: GlobalOptions,
  work: (session: Session) => Promise<Outcome>,
): Promise<void> {
  await report(options, () => withSession(options, work));
}

/** The same for a command that needs no engine. */
export async function report(
  options: GlobalOptions,
  work: () => Promise<Outcome | undefined>,
): Promise<void> {
  try {
    const outcome = await work();
    if (outcome === undefined) return;
    out(options.json === true ? printableJson(JSON.stringify(outcome.json, null, 2)) : outcome.text);
    process.exitCode = outcome.code ?? exitCodes.done;
  } catch (thrown) {
    const error = await documentOf(thrown);
    if (options.json === true) out(printableJson(JSON.stringify({ error }, null, 2)));
    else note(errorText(error));
    process.exitCode = exitCodeOf(error);
  }
}

async function documentOf(thrown: unknown): Promise<ErrorDoc> {
  if (thrown instanceof Refusal) return thrown.doc;
  // Ctrl-C or Ctrl-D at a prompt.
  if (thrown instanceof Error && thrown.name === 'ExitPromptError')
    return {
      code: 'operation.cancelled',
      kind: 'cancelled',
      what: 'Cancelled at the prompt.',
      meaning: 'Nothing was sent to the card.',
      hint: 'Start the command again when you are ready.',
      details: {},
    };
  const { asCardwrightError, errorDocOf } = await import('../engine/errors.ts');
  if (thrown instanceof CardwrightError) return errorDocOf(thrown);
  return errorDocOf(asCardwrightError(thrown, { write: (text: string) => note(text) }));
}
