import type { ScriptCommandDoc, ScriptResponseDoc, SentPacketDoc } from '../../../../main/contract/ota.ts';
import type { SignState } from '../../../ui/sign.tsx';

/** How a packet ended, in one word. */
export type Verdict =
  | 'executed'
  | 'warned'
  | 'command-refused'
  | 'refused'
  | 'pending'
  | 'not-told'
  | 'no-proof'
  | 'forged'
  | 'failed';

export const verdictSigns = {
  executed: 'good',
  warned: 'attention',
  'command-refused': 'fault',
  refused: 'fault',
  pending: 'attention',
  'not-told': 'unknown',
  'no-proof': 'unknown',
  forged: 'unknown',
  failed: 'fault',
} as const satisfies Record<Verdict, SignState>;

const isDone = (sw: string): boolean => /^(90|91|92|61)/.test(sw);
const isWarning = (sw: string): boolean => /^6[23]/.test(sw);

export function verdictOf({ packet, proof, error, envelopes }: SentPacketDoc): Verdict {
  if (proof?.status === undefined) {
    if (error === undefined || error.code === 'ota.no-proof') return 'no-proof';
    return envelopes === 0 ? 'failed' : 'forged';
  }
  // A good answer that the engine complains of is none.
  if (proof.checksum === 'wrong' || (proof.status.outcome === 'done' && error !== undefined)) return 'forged';
  switch (proof.status.outcome) {
    case 'refused':
      return 'refused';
    case 'pending':
      return 'pending';
    case 'unknown':
      return 'not-told';
    case 'done':
      break;
  }
  const words = (proof.responses ?? []).map(({ sw }) => sw);
  const left = (packet.script?.length ?? 0) > (proof.executed ?? packet.script?.length ?? 0);
  if (left || words.some((sw) => !isDone(sw) && !isWarning(sw))) return 'command-refused';
  return words.some(isWarning) ? 'warned' : 'executed';
}

/** A command and what the card said of it: `silent`, it was executed and the card reports only the last one. */
export interface CommandOutcome {
  readonly command: ScriptCommandDoc | undefined;
  readonly state: 'done' | 'warned' | 'refused' | 'silent' | 'not-executed' | 'not-known';
  readonly response: ScriptResponseDoc | undefined;
}

/** Every command of the packet with its own status word, as far as the answer tells. */
export function commandOutcomes({ packet, proof }: SentPacketDoc): readonly CommandOutcome[] {
  const responses = proof?.responses ?? [];
  const script = packet.script ?? [];
  const executed = proof?.executed ?? responses.length;
  const of = (response: ScriptResponseDoc, command: ScriptCommandDoc | undefined): CommandOutcome => ({
    command: command ?? response.command,
    response,
    state: isDone(response.sw) ? 'done' : isWarning(response.sw) ? 'warned' : 'refused',
  });
  if (script.length === 0) return responses.map((response) => of(response, undefined));
  if (proof?.status?.outcome !== 'done')
    return script.map((command) => ({
      command,
      response: undefined,
      state: proof?.status?.outcome === 'refused' ? 'not-executed' : 'not-known',
    }));
  // Where there are fewer answers than commands executed, they are those of the last ones.
  const first = executed - responses.length;
  return script.map((command, at) => {
    const response = responses[at - first];
    if (response !== undefined) return of(response, command);
    return { command, response, state: at < first ? 'silent' : 'not-executed' };
  });
}
