import type { Sensitivity } from '../../card/command.ts';
import { indicateStatus } from '../../card/commands/status.ts';
import { envelope } from '../../card/commands/toolkit.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { buildCommandPacket, readCommandPacket } from '../../channel/scp80/command-packet.ts';
import { protectionOf } from '../../channel/scp80/protection.ts';
import {
  type OpenedResponsePacket,
  openResponsePacket,
  responseSecurity,
} from '../../channel/scp80/response-packet.ts';
import { porStatus } from '../../channel/scp80/response-status.ts';
import { splitPacket } from '../../channel/scp80/sms/concatenation.ts';
import type { CardSession } from '../session.ts';
import { type OtaChannel, usesCounter } from './channel.ts';
import { foreignProof, noProofOfReceipt, refusedPacket } from './errors.ts';
import { answersPacket } from './own-proof.ts';
import { packetMessages } from './packet-messages.ts';
import { ProofCollector } from './proof-collector.ts';

/** What a packet brought. */
export interface SentPacket {
  /** The counter that was spent; undefined where the packet has none. */
  readonly counter: number | undefined;
  readonly envelopes: number;
  /** Undefined where no proof of receipt was asked for, or only one on error and none came. */
  readonly proof: OpenedResponsePacket | undefined;
}

/** A packet that is about to leave. */
export interface LeavingPacket {
  readonly packet: Uint8Array;
  readonly counter: number | undefined;
  readonly envelopes: number;
}

export interface SendOptions {
  /** Which halves hold a secret that ciphering does not hide: traces then leave the bytes out. Default: none. */
  readonly sensitive?: Sensitivity;
  /** The counter is spent and nothing was sent yet: the intent can be kept. What it throws stops the packet. */
  readonly onLeaving?: (packet: LeavingPacket) => void;
  /** A response packet has come that is not one of another command, from RPL on; it may be malformed or forged. */
  readonly onProof?: (response: Uint8Array) => void;
}

/** How often a card that answers later is asked with STATUS whether it has something to say. */
const mostPolls = 10;

/**
 * Protects `data`, sends it to the application `tar` in as many ENVELOPEs as it needs and opens the proof of receipt, which comes in the
 * answer to the last ENVELOPE or in a short message that the card asks the terminal to send.
 *
 * The counter is spent before anything is sent; nothing is sent twice. Once the first ENVELOPE has left, a cancel waits for the end. A
 * genuine “counter low” that tells the card’s counter raises ours, so that the next packet is accepted.
 *
 * @throws InputError where the packet cannot be built; nothing was sent and no counter spent
 * @throws AccessError, CardError `ota.checksum-refused`, `ota.counter-low`, `ota.tar-unknown` … for a status that is a refusal or is not known
 * @throws CardError `ota.no-proof`, `ota.foreign-proof`, `scp80.response-forged`, `scp80.response-malformed`; the link's error: unknown until the card is read
 */
export async function sendPacket(
  session: CardSession,
  channel: OtaChannel,
  tar: Uint8Array,
  data: Uint8Array,
  options: SendOptions = {},
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
  const messages = packetMessages(channel, packet, counter ?? 0);
  const { onLeaving, onProof } = options;
  onLeaving?.({ packet, counter, envelopes: messages.length });
  const proofs = new ProofCollector((response) => {
    const opened = attempt(() => openResponsePacket(response, security, keys));
    if (opened.ok && !answersPacket({ tar, counter, ciphered: spi.ciphering }, opened.value))
      return undefined;
    onProof?.(response);
    if (!opened.ok) throw opened.error;
    return opened.value;
  });
  const sensitive = stillOpen(options.sensitive ?? 'none', spi);
  await session.uninterrupted(async () => {
    for (const { download } of messages)
      proofs.addReport(await session.run({ ...envelope(download), sensitive }, proofs.listen));
    for (let poll = 0; poll < mostPolls && !proofs.isComplete(spi.por === 'always'); poll++)
      await session.run(indicateStatus('none'), proofs.listen);
  });
  const { proof } = proofs;
  if (proof === undefined && spi.por === 'always')
    throw proofs.foreign > 0 ? foreignProof() : noProofOfReceipt();
  if (proof !== undefined && proof.status.outcome !== 'done')
    throw refusedPacket(proof.status, learnCounter(channel, counter, proof));
  return { counter, envelopes: messages.length, proof };
}

/** What of `sensitive` ciphering does not hide. */
function stillOpen(
  sensitive: Sensitivity,
  { ciphering, porCiphering }: Pick<OtaChannel['spi'], 'ciphering' | 'porCiphering'>,
): Sensitivity {
  const command = !ciphering && (sensitive === 'command' || sensitive === 'both');
  const response = !porCiphering && (sensitive === 'response' || sensitive === 'both');
  if (command) return response ? 'both' : 'command';
  return response ? 'response' : 'none';
}

/**
 * The card’s counter, where a refusal tells it. Only a proof that the card has signed is believed, for anyone else could use up the counter
 * by a high one; and only a value above the one that was refused, for many cards just repeat that.
 */
function learnCounter(
  { counters, keySet }: OtaChannel,
  sent: number | undefined,
  { status, authentic, counter }: OpenedResponsePacket,
): number | undefined {
  if (status.code !== porStatus.counterLow || !authentic || counter <= (sent ?? 0)) return undefined;
  counters.learn?.(keySet, counter);
  return counter;
}
