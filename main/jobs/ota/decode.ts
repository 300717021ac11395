import { fromHex } from '../../base/bytes.ts';
import type { PacketKeys } from '../../channel/scp80/protection.ts';
import type { PacketKind } from '../../channel/scp80/sms/concatenation.ts';
import { unwrapPacket } from '../../channel/scp80/sms/unwrap.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { OtaKeysInput } from '../../contract/ota.ts';
import type { Custody } from '../custody/custody.ts';
import { notACommand } from './errors.ts';
import { forgetPacketKeys, openPacketKeys } from './packet-keys.ts';
import {
  type AnsweredCommand,
  presentCommandPacket,
  presentResponsePacket,
  presentWrapping,
} from './present-packet.ts';
import { answeredCommand } from './present-sent.ts';

export interface DecodeRequest {
  /** What was captured of one packet, in any wrapping and any order, hexadecimal. */
  readonly parts: readonly string[];
  readonly keys: OtaKeysInput;
  /** The command packet that a response answers, in any wrapping. */
  readonly answers?: string | undefined;
}

/**
 * Takes a captured packet apart, as far as the keys go.
 * @throws InputError `hex.malformed`, `sms.unrecognised`, `scp80.command-malformed`, `ota.answers-what` …; CardError `sms.incomplete`,
 * `scp80.response-malformed`, `scp80.response-forged`; what {@link openPacketKeys} throws
 */
export function decodePacket(custody: Custody, request: DecodeRequest): CallOutput<'ota.decode'> {
  const { wrappings, packet, kind } = unwrapPacket(request.parts.map(fromHex));
  const command = request.answers === undefined ? undefined : unwrapPacket([fromHex(request.answers)]);
  const opened = openPacketKeys(custody, request.keys, undefined);
  try {
    const { keys } = opened;
    const answered =
      command === undefined ? plainResponse(packet) : commandAnswered(command.packet, command.kind, keys);
    return {
      wrapping: wrappings.map(presentWrapping),
      packet:
        (kind ?? kindOf(packet)) === 'command'
          ? presentCommandPacket(packet, keys)
          : presentResponsePacket(packet, answered, keys),
    };
  } finally {
    forgetPacketKeys(opened);
  }
}

function commandAnswered(
  packet: Uint8Array,
  kind: PacketKind | undefined,
  keys: PacketKeys,
): AnsweredCommand {
  if ((kind ?? kindOf(packet)) !== 'command') throw notACommand();
  return answeredCommand(packet, keys);
}

/**
 * How a response is protected where its command is not known: not at all, if it has no RC/CC/DS and its sealed part has a length that
 * ciphering cannot give. Undefined where it cannot be told.
 */
function plainResponse(packet: Uint8Array): AnsweredCommand | undefined {
  const [headLength, bareHeader, smallestBlock] = [6, 10, 8];
  if (packet[2] !== bareHeader || (packet.length - headLength) % smallestBlock === 0) return undefined;
  const unused = { algorithm: 'implicit', index: 0 } as const;
  return { security: { check: 'none', ciphering: false, kic: unused, kid: unused }, script: undefined };
}

/**
 * A bare packet does not say what it is. Its header tells: of a response it has 10 bytes and RC/CC of 0, 2, 4 or 8, of a command 13 and the
 * same; none of the sums coincide. 3GPP TS 31.115 4.2 and 4.4.
 */
function kindOf(packet: Uint8Array): PacketKind {
  const responseHeaders = [10, 12, 14, 18];
  return responseHeaders.includes(packet[2] ?? 0) ? 'response' : 'command';
}
