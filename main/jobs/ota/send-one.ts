import { CardwrightError, throwIfCancelled } from '../../base/error.ts';
import type { Sensitivity } from '../../card/command.ts';
import { redactionOf } from '../../card/describe.ts';
import { scriptIn } from '../../channel/scp80/script/read-script.ts';
import type { SentPacketDoc } from '../../contract/ota.ts';
import type { OtaChannel } from '../../procedures/ota/channel.ts';
import { sendPacket } from '../../procedures/ota/send-packet.ts';
import type { CardSession } from '../../procedures/session.ts';
import { presentError } from '../present/error.ts';
import { interruptedPacket } from './errors.ts';
import type { PacketJournal } from './packet-journal.ts';
import type { Payload } from './payload.ts';
import { type PacketTrip, presentSent, stateAfter } from './present-sent.ts';

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
  { tar, data }: Payload,
  trial: Uint8Array,
  journal: PacketJournal,
  signal: AbortSignal | undefined,
): Promise<SentOne> {
  const trip: PacketTrip = { left: undefined, proof: undefined };
  const send = async (): Promise<CardwrightError | undefined> => {
    try {
      throwIfCancelled(signal, 'This packet was not sent.');
      await sendPacket(session, channel, tar, data, {
        sensitive: sensitivityOf(data),
        onLeaving: (packet) => {
          journal.intend(tar, packet.counter);
          trip.left = packet;
        },
        onProof: (response) => {
          trip.proof = response;
        },
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
      return trip.left !== undefined && session.lost !== undefined ? interruptedPacket(error) : error;
    }
  };
  const error = await send();
  const told = error === undefined ? undefined : presentError(error);
  const doc = presentSent(trip, trial, channel.keys, false, told);
  const left = trip.left !== undefined;
  if (left) journal.end(stateAfter(error), doc);
  return { doc, left, error };
}

/** Of the commands in a script: a PIN, a key. */
function sensitivityOf(data: Uint8Array): Sensitivity {
  return (scriptIn(data)?.items ?? []).reduce<Sensitivity>(
    (sum, item) => (item.kind === 'command' ? redactionOf(item.apdu, sum) : sum),
    'none',
  );
}
