import { splitPacket } from '../../channel/scp80/sms/concatenation.ts';
import { dataDownload, encodeSmsDeliver, encodeTimestamp } from '../../channel/scp80/sms/deliver.ts';
import { encodeSmsPpDownload } from '../../channel/scp80/sms/envelope.ts';
import type { OtaChannel } from './channel.ts';

/** One short message of a packet, and the data of the ENVELOPE that brings it to the card. */
export interface PacketMessage {
  /** SMS-DELIVER. */
  readonly tpdu: Uint8Array;
  readonly download: Uint8Array;
}

/**
 * The short messages that carry a command packet, in their order.
 * @param counter of the packet; its last byte is the reference of a split message, so that packets after each other have different ones
 * @throws InputError `sms.packet-too-long`
 */
export function packetMessages(
  {
    originator = { type: 0x81, digits: '0' },
    serviceCentre,
    clock,
  }: Pick<OtaChannel, 'originator' | 'serviceCentre' | 'clock'>,
  packet: Uint8Array,
  counter: number,
): readonly PacketMessage[] {
  const timestamp = encodeTimestamp(clock.now());
  return splitPacket(packet, 'command', counter % 0x100).map((userData) => {
    const tpdu = encodeSmsDeliver({
      originator,
      ...dataDownload,
      timestamp,
      userData,
      moreMessages: false,
      loopPrevention: false,
      statusReport: false,
      replyPath: false,
    });
    const download = encodeSmsPpDownload({ tpdu, ...(serviceCentre === undefined ? {} : { serviceCentre }) });
    return { tpdu, download };
  });
}
