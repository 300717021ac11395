import { indicateStatus } from '../../card/commands/status.ts';
import { envelope } from '../../card/commands/toolkit.ts';
import { buildCommandPacket, readCommandPacket } from '../../channel/scp80/command-packet.ts';
import { protectionOf } from '../../channel/scp80/protection.ts';
import {
  type OpenedResponsePacket,
  openResponsePacket,
  responseSecurity,
} from '../../channel/scp80/response-packet.ts';
import { splitPacket } from '../../channel/scp80/sms/concatenation.ts';
import { dataDownload, encodeSmsDeliver, encodeTimestamp } from '../../channel/scp80/sms/deliver.ts';
import { encodeSmsPpDownload } from '../../channel/scp80/sms/envelope.ts';
import type { CardSession } from '../session.ts';
import { type OtaChannel, usesCounter } from './channel.ts';
import { noProofOfReceipt, refusedPacket } from './errors.ts';
import { ProofCollector } from './proof-collector.ts';

/** What a packet brought. */
export interface SentPacket {
  /** The counter that was spent; undefined where the packet has none. */
  readonly counter: number | undefined;
  readonly envelopes: number;
  /** Undefined where no proof of receipt was asked for, or only one on error and none came. */
  readonly proof: OpenedResponsePacket | undefined;
}

/** How often a card that answers later is asked with STATUS whether it has something to say. */
const mostPolls = 10;

/**
 * Protects `data`, sends it to the application `tar` in as many ENVELOPEs as it needs and opens the proof of receipt, which comes in the
 * answer to the last ENVELOPE or in a short message that the card asks the terminal to send.
 *
 * The counter is spent before anything is sent; nothing is sent twice. Once the first ENVELOPE has left, a cancel waits for the end.
 *
 * @throws InputError where the packet cannot be built; nothing was sent and no counter spent
 * @throws AccessError, CardError `ota.checksum-refused`, `ota.counter-low`, `ota.tar-unknown` … for a status that is a refusal or is not known
 * @throws CardError `ota.no-proof`, `scp80.response-forged`, `scp80.response-malformed`; the link's error: unknown until the card is read
 */
export async function sendPacket(
  session: CardSession,
  channel: OtaChannel,
  tar: Uint8Array,
  data: Uint8Array,
): Promise<SentPacket> {
  const { spi, kic, kid, keys, macLength } = channel;
  const build = (counter: number): Uint8Array =>
    buildCommandPacket(
      { spi, kic, kid, tar, counter, data, ...(macLength === undefined ? {} : { macLength }) },
      keys,
    );
  // What cannot be built, or whose answer could not be opened, is found before a counter is spent.
  const trial = build(0);
  splitPacket(trial, 'command', 0);
  const security = responseSecurity(readCommandPacket(trial, keys).header);
  if (spi.por !== 'none') protectionOf(security, keys);
  const counter = usesCounter(channel) ? channel.counters.spend(channel.keySet) : undefined;
  const packet = build(counter ?? 0);
  const messages = splitPacket(packet, 'command', (counter ?? 0) % 0x100);
  const proofs = new ProofCollector((response) => openResponsePacket(response, security, keys));
  await session.uninterrupted(async () => {
    for (const userData of messages) {
      const tpdu = encodeSmsDeliver({
        originator: channel.originator ?? { type: 0x81, digits: '0' },
        ...dataDownload,
        timestamp: encodeTimestamp(channel.clock.now()),
        userData,
        moreMessages: false,
        loopPrevention: false,
        statusReport: false,
        replyPath: false,
      });
      const { serviceCentre } = channel;
      const download = encodeSmsPpDownload({
        tpdu,
        ...(serviceCentre === undefined ? {} : { serviceCentre }),
      });
      proofs.addReport(await session.run(envelope(download), proofs.listen));
    }
    for (let poll = 0; poll < mostPolls && !proofs.isComplete(spi.por === 'always'); poll++)
      await session.run(indicateStatus('none'), proofs.listen);
  });
  const { proof } = proofs;
  if (proof === undefined && spi.por === 'always') throw noProofOfReceipt();
  if (proof !== undefined && proof.status.outcome !== 'done') throw refusedPacket(proof.status);
  return { counter, envelopes: messages.length, proof };
}
