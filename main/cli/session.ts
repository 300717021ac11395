import { randomUUID } from 'node:crypto';
import packageJson from '../../package.json' with { type: 'json' };
import type { CallInput, CallName, CallOutput } from '../contract/calls.ts';
import type { ErrorDoc } from '../contract/error.ts';
import type { SequenceMessageDoc } from '../contract/gba.ts';
import type { ProgressDoc } from '../contract/operation.ts';
import type { TraceDoc } from '../contract/trace.ts';
import type { Engine } from '../engine/engine.ts';
import { dataFolder } from './folder.ts';
import { note } from './output/print.ts';
import { traceText } from './output/trace.ts';
import { progressLine } from './progress.ts';

/** The options every command has. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly folder?: string;
  readonly trace?: boolean;
}

/** An answer of the engine that is an error. It carries the four parts to where they are printed; it is no error of its own. */
export class Refusal extends Error {
  readonly doc: ErrorDoc;
  constructor(doc: ErrorDoc) {
    super(doc.code);
    this.doc = doc;
  }
}

export const version: string = packageJson.version;

/** One run of the CLI: the engine in this process, cancel by Ctrl-C, progress on a terminal. */
export class Session {
  readonly engine: Engine;
  readonly options: GlobalOptions;

  constructor(engine: Engine, options: GlobalOptions) {
    this.engine = engine;
    this.options = options;
  }

  /**
   * Calls the engine. The first Ctrl-C asks it to stop where the card is in a known state.
   * @param onMessage is told the messages of an exchange as they happen
   * @throws Refusal
   */
  async call<N extends CallName>(
    name: N,
    input: CallInput<N>,
    onMessage?: (message: SequenceMessageDoc) => void,
  ): Promise<CallOutput<N>> {
    const id = randomUUID();
    const line = progressLine();
    const onEvent = this.engine.on(({ event, data }) => {
      if (event === 'operation.progress' && data.operation === id) line.show(data satisfies ProgressDoc);
      if (event === 'sequence.message' && data.operation === id && onMessage !== undefined) {
        line.clear();
        onMessage(data satisfies SequenceMessageDoc);
      }
      if (event === 'trace.added' && this.options.trace === true) {
        line.clear();
        note(traceText(data satisfies TraceDoc));
      }
    });
    const cancel = (): void => {
      line.clear();
      note('Stopping where the card is in a known state …');
      void this.engine.handle(
        { id: randomUUID(), call: 'operations.cancel', input: { operation: id } },
        'cli',
      );
    };
    process.once('SIGINT', cancel);
    try {
      const answer = await this.engine.handle({ id, call: name, input }, 'cli');
      if (!answer.ok) throw new Refusal(answer.error);
      // The engine has checked nothing for us but answers by the same table that types this call.
      return answer.output as CallOutput<N>; // oxlint-disable-line typescript/no-unsafe-type-assertion
    } finally {
      process.off('SIGINT', cancel);
      onEvent();
      line.clear();
    }
  }
}

/** Runs `work` with an engine of this process and closes it, whatever happens. */
export async function withSession<T>(
  options: GlobalOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { createEngine } = await import('../engine/engine.ts');
  const engine = await createEngine({
    folder: dataFolder(options.folder),
    host: 'cli',
    pcsc: true,
    simulator: true,
    version,
  });
  try {
    return await work(new Session(engine, options));
  } finally {
    await engine.close();
  }
}
