import { fromHex } from '../../base/bytes.ts';
import { type CommandApdu, decodeCommandApdu } from '../../card/apdu.ts';
import type { OtaComposeInput, OtaContentInput } from '../../contract/ota.ts';
import { plannedSteps } from '../../procedures/apply/planned-steps.ts';
import { type PackingOptions, packingFor } from '../../procedures/ota/packing.ts';
import { encodeScript } from '../../procedures/ota/run-script.ts';
import { scriptFor } from '../../procedures/ota/script-steps.ts';
import type { BatchedStep } from '../../procedures/plan/types.ts';
import type { JobDeps } from '../deps.ts';
import { bufferOf, tarFor } from '../routes/packets.ts';
import { findPlan, runnablePlan } from '../runnable-plan.ts';
import type { Composition } from './composition.ts';
import { secretInPlain } from './errors.ts';

/** What one packet carries, and for which application. */
export interface Payload {
  /** Three bytes. */
  readonly tar: Uint8Array;
  readonly data: Uint8Array;
  /** Indices of the plan's steps that it does, at least in part. */
  readonly steps?: readonly number[];
  /** The content of a secret file is in it. */
  readonly secret: boolean;
}

/**
 * What a composed packet carries; a plan takes as few ENVELOPEs as the card's buffer allows. A buffer that nobody told is one short message.
 * @throws InputError `hex.malformed`, `apdu.malformed`, `script.malformed`, `script.answer-lost`, `plan.unknown`, `ota.tar-missing`,
 * `ota.buffer-too-small`, `ota.secret-in-plain`; StoreError `plan.unreadable`
 */
export function payloadsOf(
  deps: JobDeps,
  { content, tar: hex }: Pick<OtaComposeInput, 'content' | 'tar'>,
  composition: Composition,
): readonly Payload[] {
  const tar = fromHex(hex);
  if (content.kind === 'hex') return [{ tar, data: fromHex(content.data), secret: false }];
  if (content.kind === 'commands') return [{ tar, data: scriptOf(content), secret: false }];
  const { form } = composition;
  const { format } = content;
  const options = planPacking(composition, tar, format);
  const { tarFor } = options;
  const packing = packingFor(options);
  const payloadOf = (steps: readonly BatchedStep[]): Payload => {
    const secret = steps.find(({ step }) => step.declaration?.secret === true);
    // The packet is shown: ciphered it hides what the plan never shows.
    if (secret !== undefined && !form.spi.ciphering) throw secretInPlain(secret.step.name);
    return {
      tar: tarFor(steps[0]!.step.path.aid)!,
      data: encodeScript(format, scriptFor(steps).commands),
      steps: [...new Set(steps.map(({ step }) => step.index))],
      secret: secret !== undefined,
    };
  };
  const payloads: Payload[] = [];
  for (let rest = stepsLeft(deps, content.plan); rest.length > 0; ) {
    const problem = packing.problemWith(rest[0]!);
    if (problem !== undefined) throw problem;
    const together = rest.slice(0, packing.share(rest));
    const groups = packing.fits(together) ? [together] : packing.pieces(together[0]!).map((piece) => [piece]);
    payloads.push(...groups.map(payloadOf));
    rest = rest.slice(together.length);
  }
  return payloads;
}

/** How the steps of a plan are put into packets. @param tar of the files below the MF; those in applications are of the key set */
export function planPacking(
  { set, form }: Composition,
  tar: Uint8Array,
  format: PackingOptions['format'],
): PackingOptions {
  return {
    channel: form,
    tarFor: (aid) => {
      if (aid === undefined) return tar;
      return set === undefined ? undefined : tarFor(set, aid);
    },
    buffer: bufferOf(set),
    format,
  };
}

/** The commands of typed content. @throws InputError `hex.malformed`, `apdu.malformed` */
export function commandsIn({
  commands,
}: Extract<OtaContentInput, { kind: 'commands' }>): readonly CommandApdu[] {
  return commands.map((text) => decodeCommandApdu(fromHex(text)));
}

function scriptOf(content: Extract<OtaContentInput, { kind: 'commands' }>): Uint8Array {
  return encodeScript(content.format, commandsIn(content));
}

/** The steps of a stored plan that are not done, with their commands if the card stays as it was when the plan was made. */
function stepsLeft(deps: JobDeps, id: string): readonly BatchedStep[] {
  const { iccid, steps } = findPlan(deps, id);
  const { plan } = runnablePlan(deps, id, iccid, deps.store.plans.internals(id)?.simulated ?? false);
  const done = new Set(steps.filter(({ state }) => state === 'done').map(({ index }) => index));
  return plannedSteps(plan.steps.filter(({ index }) => !done.has(index)));
}
