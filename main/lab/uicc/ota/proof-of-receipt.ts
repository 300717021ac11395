import { concatBytes } from '../../../base/bytes.ts';
import { encodeTlv } from '../../../card/tlv/ber.ts';
import { encodeComprehensionTlv } from '../../../card/tlv/comprehension.ts';
import { attempt } from '../../../channel/scp80/attempt.ts';
import { buildResponsePacket, responseSecurity } from '../../../channel/scp80/response-packet.ts';
import { porStatus } from '../../../channel/scp80/response-status.ts';
import type { SmsAddress } from '../../../channel/scp80/sms/address.ts';
import { splitPacket } from '../../../channel/scp80/sms/concatenation.ts';
import { encodeSmsSubmit } from '../../../channel/scp80/sms/submit.ts';
import { encodeUserData, packetElement } from '../../../channel/scp80/sms/user-data.ts';
import type { PacketOutcome } from './receive-packet.ts';
import { packetKeysOf } from './state.ts';

/**
 * The response packet that SPI asks for, from RPL on; undefined where it asks for none. Protected as asked, but where the card could not
 * read the header or has no keys for it: then an error goes out bare, ETSI TS 102 225 5.2.
 */
export function responsePacketFor(outcome: PacketOutcome): Uint8Array | undefined {
  const { header, keySet, counter, status, data } = outcome;
  const { por } = header.spi;
  const wanted = por === 'always' || (por === 'on-error' && status !== porStatus.ok);
  if (!wanted) return undefined;
  const { tar } = header;
  const bare = { check: 'none', ciphering: false } as const;
  const security = responseSecurity({ ...header, checksumLength: 0 });
  if (status !== porStatus.unidentifiedSecurityError) {
    const keys = keySet === undefined ? {} : packetKeysOf(keySet);
    const built = attempt(() => buildResponsePacket({ tar, counter, status, data }, security, keys));
    if (built.ok) return built.value;
  }
  const error = status === porStatus.ok ? porStatus.unidentifiedSecurityError : status;
  return buildResponsePacket(
    { tar, counter: 0, status: error, data: new Uint8Array() },
    { ...security, ...bare },
    {},
  );
}

/** What ENVELOPE answers: user data of an SMS-DELIVER-REPORT with the element 71, 3GPP TS 31.115 4.4. */
export function inDeliverReport(packet: Uint8Array): Uint8Array {
  return encodeUserData({
    elements: [{ id: packetElement.response, data: new Uint8Array() }],
    data: packet,
  });
}

/** The proactive commands SEND SHORT MESSAGE that carry a response packet to who sent the command, ETSI TS 102 223 6.6.9. */
export function inShortMessages(packet: Uint8Array, destination: SmsAddress): readonly Uint8Array[] {
  const reference = packet.at(-1) ?? 0;
  return splitPacket(packet, 'response', reference).map((userData, i) => {
    const tpdu = encodeSmsSubmit({
      reference: 0,
      destination,
      protocol: 0x00,
      dataCoding: 0xf6,
      validity: { format: 'none', value: new Uint8Array() },
      userData,
      rejectDuplicates: false,
      statusReport: false,
      replyPath: false,
    });
    const objects = concatBytes(
      encodeComprehensionTlv(0x01, Uint8Array.of(i + 1, 0x13, 0x00)),
      encodeComprehensionTlv(0x02, Uint8Array.of(0x81, 0x83)),
      encodeComprehensionTlv(0x0b, tpdu),
    );
    return encodeTlv(0xd0, objects);
  });
}
