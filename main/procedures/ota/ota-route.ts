import type { BatchedStep, BatchRoute, StepOutcome } from '../plan/types.ts';
import type { CardSession } from '../session.ts';
import type { OtaChannel } from './channel.ts';
import { noTar, proofRequired } from './errors.ts';
import { type Packing, type PackingOptions, packingFor } from './packing.ts';
import { runScript } from './run-script.ts';
import { outcomesOf, outcomeWithoutAnswer } from './script-outcomes.ts';
import { scriptFor } from './script-steps.ts';
import type { SendOptions } from './send-packet.ts';

export interface OtaRouteOptions extends PackingOptions {
  readonly channel: OtaChannel;
  /** Who wants to be told of each packet with the steps in it: when it leaves and what comes back. */
  readonly watch?: (steps: readonly BatchedStep[]) => Pick<SendOptions, 'onLeaving' | 'onProof'>;
}

/**
 * A plan's steps as scripts for remote file management over SCP80. What the card allows is decided by the access domain of the application.
 * @throws InputError `ota.proof-required` where SPI does not ask for a proof of receipt always: no outcome could be known
 */
export function otaRoute(session: CardSession, options: OtaRouteOptions): BatchRoute {
  if (options.channel.spi.por !== 'always') throw proofRequired();
  const packing = packingFor(options);
  return {
    name: 'scp80',
    problemWith: packing.problemWith,
    share: packing.share,
    sendBatch: async (steps) => {
      const [first] = steps;
      if (first === undefined) return [];
      return packing.fits(steps)
        ? sendTogether(session, steps, options)
        : [await sendInPieces(session, first, options, packing)];
    },
  };
}

async function sendTogether(
  session: CardSession,
  steps: readonly BatchedStep[],
  { channel, tarFor, format, watch }: OtaRouteOptions,
): Promise<readonly StepOutcome[]> {
  const script = scriptFor(steps);
  try {
    const { aid } = steps[0]!.step.path;
    const tar = tarFor(aid);
    if (tar === undefined) throw noTar(aid);
    const secret = steps.some(({ step }) => step.declaration?.secret === true);
    const run = await runScript(session, channel, tar, script.commands, format, {
      sensitive: secret ? 'command' : 'none',
      ...watch?.(steps),
    });
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
  packing: Packing,
): Promise<StepOutcome> {
  let outcome: StepOutcome = { state: 'done', sw: 0x9000 };
  try {
    for (const [at, piece] of packing.pieces(whole).entries()) {
      outcome = (await sendTogether(session, [piece], options))[0]!;
      if (outcome.state === 'done') continue;
      return at === 0 ? outcome : { state: 'unknown', error: outcome.error };
    }
    return outcome;
  } catch (error) {
    return outcomeWithoutAnswer(error);
  }
}
