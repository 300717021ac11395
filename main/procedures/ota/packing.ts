import type { CardwrightError } from '../../base/error.ts';
import type { FilePath } from '../../card/path.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import type { BatchedStep } from '../plan/types.ts';
import { noTar } from './errors.ts';
import { messagesFor, type PacketForm, packetSizes } from './packet-size.ts';
import { encodeScript, mostCommands, type ScriptFormat } from './run-script.ts';
import { scriptFor } from './script-steps.ts';
import { splitStep } from './split-step.ts';

export interface PackingOptions {
  readonly channel: PacketForm;
  /** The remote file management application for files below the MF (no AID) or below an ADF; ETSI TS 101 220 annex D gives B0xxxx. */
  readonly tarFor: (application: FilePath['aid']) => Uint8Array | undefined;
  /** Bytes of the longest command packet that the card takes, all its short messages together. */
  readonly buffer: number;
  readonly format: ScriptFormat;
}

/** What steps come to on their way. */
export interface PackedSize {
  readonly packets: number;
  readonly envelopes: number;
  /** Of all packets. */
  readonly bytes: number;
}

/** How the steps of a plan are put into packets: what a card has to be sent, known without one. */
export interface Packing {
  /** Why a step can never be sent: no TAR for its file, a command that fits into no packet. */
  readonly problemWith: (step: BatchedStep) => CardwrightError | undefined;
  readonly fits: (steps: readonly BatchedStep[]) => boolean;
  /** How many of these steps, from the first on, go into the next packet so that all of them need the fewest ENVELOPEs. */
  readonly share: (steps: readonly BatchedStep[]) => number;
  /** Steps that are sent together. */
  readonly sizeOf: (steps: readonly BatchedStep[]) => PackedSize;
  /** A step in packets of its own, where it does not fit into one. @throws InputError `ota.buffer-too-small` */
  readonly pieces: (step: BatchedStep) => readonly BatchedStep[];
}

export function packingFor(options: PackingOptions): Packing {
  const { tarFor, buffer, format } = options;
  const packetSize = packetSizes(options.channel);
  /** Bytes of the packet; infinite where a script cannot have so many commands. */
  const bytesOf = (steps: readonly BatchedStep[]): number => {
    const { commands } = scriptFor(steps);
    if (commands.length > mostCommands) return Number.POSITIVE_INFINITY;
    return packetSize(encodeScript(format, commands).length);
  };
  const fits = (steps: readonly BatchedStep[]): boolean => sameApplication(steps) && bytesOf(steps) <= buffer;
  const pieces = (step: BatchedStep): readonly BatchedStep[] =>
    splitStep(step, buffer, (piece) => bytesOf([piece]));
  const inOne = (steps: readonly BatchedStep[]): PackedSize => {
    const bytes = bytesOf(steps);
    return { packets: 1, envelopes: messagesFor(bytes), bytes };
  };
  const sizeOf = (steps: readonly BatchedStep[]): PackedSize => {
    const [first] = steps;
    if (first === undefined) return { packets: 0, envelopes: 0, bytes: 0 };
    return fits(steps) ? inOne(steps) : total(pieces(first).map((piece) => inOne([piece])));
  };
  return {
    problemWith: (step) => {
      if (tarFor(step.step.path.aid) === undefined) return noTar(step.step.path.aid);
      const cut = attempt(() => pieces(step));
      return cut.ok ? undefined : cut.error;
    },
    fits,
    share: (steps) => firstShare(steps, fits, (group) => sizeOf(group).envelopes),
    sizeOf,
    pieces,
  };
}

export function total(sizes: readonly PackedSize[]): PackedSize {
  return sizes.reduce(
    (sum, { packets, envelopes, bytes }) => ({
      packets: sum.packets + packets,
      envelopes: sum.envelopes + envelopes,
      bytes: sum.bytes + bytes,
    }),
    { packets: 0, envelopes: 0, bytes: 0 },
  );
}

function sameApplication(steps: readonly BatchedStep[]): boolean {
  return new Set(steps.map(({ step }) => step.path.aid)).size === 1;
}

/**
 * The steps of the first packet when all steps, in their order, take the fewest short messages; of equal ways the one with the fewest
 * packets. A full packet is not always best: its last short message may be nearly empty.
 */
function firstShare(
  steps: readonly BatchedStep[],
  fits: (steps: readonly BatchedStep[]) => boolean,
  cost: (steps: readonly BatchedStep[]) => number,
): number {
  const best: { readonly envelopes: number; readonly packets: number; readonly share: number }[] = [];
  best[steps.length] = { envelopes: 0, packets: 0, share: 0 };
  for (let from = steps.length - 1; from >= 0; from--)
    for (let to = from + 1; to <= steps.length; to++) {
      const group = steps.slice(from, to);
      // One step alone is always sent, in pieces where it must be; more of them only as they fit.
      if (group.length > 1 && !fits(group)) break;
      const rest = best[to]!;
      const way = { envelopes: cost(group) + rest.envelopes, packets: 1 + rest.packets, share: to - from };
      const known = best[from];
      if (known === undefined || isFewer(way, known)) best[from] = way;
    }
  return best[0]?.share ?? 0;
}

function isFewer(
  a: { readonly envelopes: number; readonly packets: number },
  b: { readonly envelopes: number; readonly packets: number },
): boolean {
  return a.envelopes < b.envelopes || (a.envelopes === b.envelopes && a.packets < b.packets);
}
