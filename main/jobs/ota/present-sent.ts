import type { CardwrightError } from '../../base/error.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { openCommandPacket, readCommandPacket } from '../../channel/scp80/command-packet.ts';
import type { PacketKeys } from '../../channel/scp80/protection.ts';
import { responseSecurity } from '../../channel/scp80/response-packet.ts';
import { scriptIn } from '../../channel/scp80/script/read-script.ts';
import type { ErrorDoc } from '../../contract/error.ts';
import type { SentPacketDoc } from '../../contract/ota.ts';
import type { LeavingPacket } from '../../procedures/ota/send-packet.ts';
import { type AnsweredCommand, presentCommandPacket, presentResponsePacket } from './present-packet.ts';

/** A packet, as far as it came. */
export interface PacketTrip {
  /** Undefined where it was not sent. */
  left: LeavingPacket | undefined;
  /** The last response packet, from RPL on. */
  proof: Uint8Array | undefined;
}

/**
 * @param trial the packet with the counter 0, to show where it was not sent
 * @param secret the content of a secret file is in it
 */
export function presentSent(
  { left, proof }: PacketTrip,
  trial: Uint8Array,
  keys: PacketKeys,
  secret: boolean,
  error: ErrorDoc | undefined,
): SentPacketDoc {
  const packet = left?.packet ?? trial;
  const answer =
    proof === undefined
      ? undefined
      : attempt(() => presentResponsePacket(proof, answeredCommand(packet, keys), keys, secret));
  return {
    packet: presentCommandPacket(packet, keys, secret),
    ...(left?.counter === undefined ? {} : { counter: left.counter }),
    envelopes: left?.envelopes ?? 0,
    // What is no response packet is told by the error.
    ...(answer?.ok === true ? { proof: answer.value } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

/** How the response to a command packet is protected, and the script it answers. @throws InputError `scp80.command-malformed` */
export function answeredCommand(packet: Uint8Array, keys: PacketKeys): AnsweredCommand {
  const { header } = readCommandPacket(packet, keys);
  const security = responseSecurity(header);
  const opened = attempt(() => openCommandPacket(packet, keys));
  if (!opened.ok) return { security, script: undefined };
  const { counter, data } = opened.value;
  const { counter: rule, ciphering: ciphered } = header.spi;
  const sent = { tar: header.tar, counter: rule === 'none' ? undefined : counter, ciphered };
  return { security, script: scriptIn(data), sent };
}

/** A refusal says that nothing was executed; of any other error nobody knows. */
export function stateAfter(error: CardwrightError | undefined): 'done' | 'failed' | 'unknown' {
  if (error === undefined) return 'done';
  return error.details['outcome'] === 'refused' ? 'failed' : 'unknown';
}
