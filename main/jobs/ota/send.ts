import { toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { buildCommandPacket } from '../../channel/scp80/command-packet.ts';
import { maxCounter, nextCounter } from '../../channel/scp80/counter.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { OtaComposeInput, SentPacketDoc } from '../../contract/ota.ts';
import { checkSameCard } from '../../procedures/apply/same-card.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import type { OtaChannel, OtaCounters } from '../../procedures/ota/channel.ts';
import { normaliseIccid } from '../../procedures/profile/iccid-text.ts';
import type { ProcedureOptions } from '../../procedures/progress.ts';
import type { Actor } from '../actor.ts';
import { keyedCard } from '../custody/keyed-card.ts';
import type { JobDeps } from '../deps.ts';
import type { JobCard } from '../job-card.ts';
import { type Composition, withComposition } from './composition.ts';
import { counterAtEnd, counterKept, counterNeeded, otherCard } from './errors.ts';
import { PacketJournal } from './packet-journal.ts';
import { payloadsOf } from './payload.ts';
import { sendOne } from './send-one.ts';
import { sendPlan } from './send-plan.ts';

export interface SendRequest {
  /** The card that is meant. */
  readonly iccid: string;
  readonly compose: OtaComposeInput;
}

/**
 * Sends what was composed, packet after packet, and stops at the first that the card does not accept. The intent of each is on the disk
 * with its counter before it leaves; its outcome and a line in the audit log follow. Once the first packet has left nothing is thrown: what
 * went wrong stands with its packet. A plan is applied, see {@link sendPlan}.
 * @throws CardError `ota.other-card`; InputError `ota.counter-needed`, `ota.counter-kept`; what `payloadsOf`, `openPacketKeys`,
 * `buildCommandPacket` and `sendPacket` throw before anything is sent
 */
export async function sendComposed(
  deps: JobDeps,
  card: JobCard,
  { iccid: typed, compose }: SendRequest,
  actor: Actor,
  options: ProcedureOptions,
): Promise<CallOutput<'ota.send'>> {
  const iccid = normaliseIccid(typed) ?? typed;
  await requireCard(card, iccid);
  const keyed = await keyedCard(deps.custody, card.session, { iccid, simulated: card.simulated });
  const { content } = compose;
  const { signal, onProgress } = options;
  return withComposition(deps.custody, compose, keyed, async (composition) => {
    if (content.kind === 'plan')
      return sendPlan(deps, card, { iccid, compose, content }, actor, options, composition);
    const { form, set } = composition;
    const channel: OtaChannel = {
      ...form,
      keySet: set?.id ?? '',
      counters: countersFor(compose, composition, () => deps.custody.counters(keyed)),
      clock: deps.clock,
    };
    const payloads = payloadsOf(deps, compose, composition);
    const trials = payloads.map(({ tar, data }) =>
      buildCommandPacket({ ...form, tar, counter: 0, data }, form.keys),
    );
    const journal = new PacketJournal(
      deps,
      { iccid, simulated: card.simulated, reader: card.reader },
      set?.name,
      actor,
    );
    const packets: SentPacketDoc[] = [];
    for (const [at, payload] of payloads.entries()) {
      const what = `Sending a packet to ${toHex(payload.tar).toUpperCase()}`;
      onProgress?.({ what, done: at, total: payloads.length });
      const { doc, left, error } = await sendOne(
        card.session,
        channel,
        payload,
        trials[at]!,
        journal,
        signal,
      );
      if (error !== undefined && !left && at === 0) throw error;
      packets.push(doc);
      if (error !== undefined) break;
    }
    return { packets };
  });
}

/** A stored set’s counters are kept; typed ones count up from the first. */
function countersFor(
  { counter, spi }: OtaComposeInput,
  { set }: Composition,
  stored: () => OtaCounters,
): OtaCounters {
  if (set !== undefined) {
    if (counter !== undefined) throw counterKept(nextCounter(set.counter ?? 0));
    return stored();
  }
  if (counter === undefined && spi.counter !== 'none') throw counterNeeded();
  // A card that has accepted the last counter there is accepts no packet with this key set any more, ever.
  if (spi.counter !== 'none' && counter === maxCounter) throw counterAtEnd();
  let last: number | undefined;
  return { spend: () => (last = last === undefined ? (counter ?? 0) : nextCounter(last)) };
}

async function requireCard({ session }: JobCard, iccid: string): Promise<void> {
  try {
    await checkSameCard(new CardFiles(session), iccid);
  } catch (error) {
    if (!(error instanceof CardwrightError) || error.code !== 'card.swapped') throw error;
    const { found } = error.details;
    throw otherCard(typeof found === 'string' ? found : undefined, iccid);
  }
}
