import { CardwrightError, throwIfCancelled } from '../../base/error.ts';
import type { Sensitivity } from '../../card/command.ts';
import { redactionOf } from '../../card/describe.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { readCommandPacket } from '../../channel/scp80/command-packet.ts';
import { responseSecurity } from '../../channel/scp80/response-packet.ts';
import { type ScriptReading, scriptIn } from '../../channel/scp80/script/read-script.ts';
import type { SentPacketDoc } from '../../contract/ota.ts';
import type { OtaChannel } from '../../procedures/ota/channel.ts';
import { type LeavingPacket, sendPacket } from '../../procedures/ota/send-packet.ts';
import type { CardSession } from '../../procedures/session.ts';
import { presentError } from '../present/error.ts';
import type { PacketJournal } from './packet-journal.ts';
import type { Payload } from './payload.ts';
import { presentCommandPacket, presentResponsePacket } from './present-packet.ts';

/** What became of one packet, also where that is not good. `left` says whether anything of it can have reached the card. */
export interface SentOne {
  readonly doc: SentPacketDoc;
  readonly left: boolean;
  readonly error: CardwrightError | undefined;
}

/**
 * Sends one packet, with its intent in the journal before it leaves and its outcome after.
 * @param trial the packet with the counter 0, to show where it was not sent
 */
export async function sendOne(
  session: CardSession,
  channel: OtaChannel,
  { tar, data, secret }: Payload,
  trial: Uint8Array,
  journal: PacketJournal,
  signal: AbortSignal | undefined,
): Promise<SentOne> {
  const script = scriptIn(data);
  let left: LeavingPacket | undefined;
  let proof: Uint8Array | undefined;
  const send = async (): Promise<CardwrightError | undefined> => {
    try {
      throwIfCancelled(signal, 'This packet was not sent.');
      await sendPacket(session, channel, tar, data, {
        sensitive: sensitivityOf(script, secret),
        onLeaving: (packet) => {
          journal.intend(tar, packet.counter);
          left = packet;
        },
        onProof: (response) => {
          proof = response;
        },
      });
      return undefined;
    } catch (error) {
      if (error instanceof CardwrightError) return error;
      throw error;
    }
  };
  const error = await send();
  const packet = left?.packet ?? trial;
  const answer = proof === undefined ? undefined : presentProof(proof, packet, script, channel);
  const doc: SentPacketDoc = {
    packet: presentCommandPacket(packet, channel.keys, secret),
    ...(left?.counter === undefined ? {} : { counter: left.counter }),
    envelopes: left?.envelopes ?? 0,
    ...(answer === undefined ? {} : { proof: answer }),
    ...(error === undefined ? {} : { error: presentError(error) }),
  };
  if (left !== undefined) journal.end(stateAfter(error), doc);
  return { doc, left: left !== undefined, error };
}

/** A refusal says that nothing was executed; of any other error nobody knows. */
function stateAfter(error: CardwrightError | undefined): 'done' | 'failed' | 'unknown' {
  if (error === undefined) return 'done';
  return error.details['outcome'] === 'refused' ? 'failed' : 'unknown';
}

/** Undefined where it is no response packet; the error then says so. */
function presentProof(
  response: Uint8Array,
  packet: Uint8Array,
  script: ScriptReading | undefined,
  { keys }: OtaChannel,
): SentPacketDoc['proof'] {
  const security = responseSecurity(readCommandPacket(packet, keys).header);
  const presented = attempt(() => presentResponsePacket(response, { security, script }, keys));
  return presented.ok ? presented.value : undefined;
}

function sensitivityOf(script: ScriptReading | undefined, secret: boolean): Sensitivity {
  return (script?.items ?? []).reduce<Sensitivity>(
    (sum, item) => (item.kind === 'command' ? redactionOf(item.apdu, sum) : sum),
    secret ? 'command' : 'none',
  );
}
