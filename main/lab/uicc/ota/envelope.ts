import { attempt } from '../../../channel/scp80/attempt.ts';
import { dataDownload, decodeSmsDeliver } from '../../../channel/scp80/sms/deliver.ts';
import { decodeSmsPpDownload } from '../../../channel/scp80/sms/envelope.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { addPart } from './assembly.ts';
import { inDeliverReport, inShortMessages, responsePacketFor } from './proof-of-receipt.ts';
import { type CommandsFor, receivePacket } from './receive-packet.ts';
import type { OtaDomain } from './state.ts';

/** Tag of SMS-PP download, 3GPP TS 31.111 9.1. */
const smsPpDownload = 0xd1;
/** Longest answer that one GET RESPONSE announces. */
const mostInReport = 255;

/**
 * ENVELOPE, ETSI TS 102 221 11.2.2. SMS-PP downloads go to the OTA applications of the card, if it has some; nobody listens to anything
 * else.
 */
export function envelopeHandler(commandsFor: CommandsFor): CommandHandler {
  return {
    name: 'ENVELOPE',
    ins: 0xc2,
    cla: 'etsi',
    case: 'in-out',
    basicChannelOnly: true,
    run: (card, { p1, p2, data }) => {
      if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
      if (data.length === 0) throw new Refusal(status.wrongLength);
      const { ota } = card.image;
      return ota === undefined || data[0] !== smsPpDownload ? {} : download(card, ota, commandsFor, data);
    },
  };
}

/** @throws Refusal 6A80 for an envelope or a short message that cannot be read */
function download(card: Card, ota: OtaDomain, commandsFor: CommandsFor, data: Uint8Array): Reply {
  const message = attempt(() => decodeSmsDeliver(decodeSmsPpDownload(data).tpdu));
  if (!message.ok) throw new Refusal(status.wrongData);
  const { protocol, dataCoding, userData, originator } = message.value;
  // A message for a person: the terminal shows it, the card has nothing to do with it.
  if (protocol !== dataDownload.protocol || (dataCoding & 0x03) !== 0x02) return {};
  const { waiting, packet } = addPart(card.session.download, userData);
  card.session.download = waiting;
  if (packet === undefined) return {};
  const outcome = receivePacket(card, ota, commandsFor, packet);
  const response = outcome === undefined ? undefined : responsePacketFor(outcome);
  if (outcome === undefined || response === undefined) return {};
  const report = inDeliverReport(response);
  if (outcome.header.spi.porBySubmit || report.length > mostInReport) {
    card.session.proactive.push(...inShortMessages(response, originator));
    return {};
  }
  return ota.announces === 0x9f ? { data: report, sw: 0x9f00 | report.length } : { data: report };
}
