import type { FilePath } from '../../card/path.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import type { BatchedStep, BatchRoute, StepOutcome } from '../plan/types.ts';
import type { CardSession } from '../session.ts';
import type { OtaChannel } from './channel.ts';
import { noTar, proofRequired } from './errors.ts';
import { packetSize } from './packet-size.ts';
import { encodeScript, mostCommands, runScript, type ScriptFormat } from './run-script.ts';
import { outcomesOf, outcomeWithoutAnswer } from './script-outcomes.ts';
import { scriptFor } from './script-steps.ts';
import { splitStep } from './split-step.ts';

export interface OtaRouteOptions {
  readonly channel: OtaChannel;
  /** The remote file management application for files below the MF (no AID) or below an ADF; ETSI TS 101 220 annex D gives B0xxxx. */
  readonly tarFor: (application: FilePath['aid']) => Uint8Array | undefined;
  /** Bytes of the longest command packet that the card takes, all its short messages together. */
  readonly buffer: number;
  readonly format: ScriptFormat;
}

/**
 * A plan's steps as scripts for remote file management over SCP80. What the card allows is decided by the access domain of the application.
 * @throws InputError `ota.proof-required` where SPI does not ask for a proof of receipt always: no outcome could be known
 */
export function otaRoute(session: CardSession, options: OtaRouteOptions): BatchRoute {
  if (options.channel.spi.por !== 'always') throw proofRequired();
  return {
    name: 'scp80',
    problemWith: (step) => {
      if (options.tarFor(step.step.path.aid) === undefined) return noTar(step.step.path.aid);
      const pieces = attempt(() => splitStep(step, options.buffer, (piece) => sizeOf([piece], options)));
      return pieces.ok ? undefined : pieces.error;
    },
    fits: (steps) => sameApplication(steps) && sizeOf(steps, options) <= options.buffer,
    sendBatch: async (steps) => {
      const [first] = steps;
      if (first === undefined) return [];
      return sizeOf(steps, options) <= options.buffer
        ? sendTogether(session, steps, options)
        : [await sendInPieces(session, first, options)];
    },
  };
}

function sameApplication(steps: readonly BatchedStep[]): boolean {
  return new Set(steps.map(({ step }) => step.path.aid)).size === 1;
}

/** Bytes of the packet; infinite where a script cannot have so many commands. */
function sizeOf(steps: readonly BatchedStep[], { channel, format }: OtaRouteOptions): number {
  const { commands } = scriptFor(steps);
  if (commands.length > mostCommands) return Number.POSITIVE_INFINITY;
  return packetSize(channel, encodeScript(format, commands).length);
}

async function sendTogether(
  session: CardSession,
  steps: readonly BatchedStep[],
  { channel, tarFor, format }: OtaRouteOptions,
): Promise<readonly StepOutcome[]> {
  const script = scriptFor(steps);
  try {
    const { aid } = steps[0]!.step.path;
    const tar = tarFor(aid);
    if (tar === undefined) throw noTar(aid);
    const run = await runScript(session, channel, tar, script.commands, format);
    return outcomesOf(steps, script, run);
  } catch (error) {
    const outcome = outcomeWithoutAnswer(error);
    return steps.map(() => outcome);
  }
}

/** One step that is too large for a packet: several scripts, of which the first may fail; after it the step is begun. */
async function sendInPieces(
  session: CardSession,
  whole: BatchedStep,
  options: OtaRouteOptions,
): Promise<StepOutcome> {
  let outcome: StepOutcome = { state: 'done', sw: 0x9000 };
  try {
    const pieces = splitStep(whole, options.buffer, (piece) => sizeOf([piece], options));
    for (const [at, piece] of pieces.entries()) {
      outcome = (await sendTogether(session, [piece], options))[0]!;
      if (outcome.state === 'done') continue;
      return at === 0 ? outcome : { state: 'unknown', error: outcome.error };
    }
    return outcome;
  } catch (error) {
    return outcomeWithoutAnswer(error);
  }
}
