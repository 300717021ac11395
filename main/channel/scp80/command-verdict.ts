import { attempt } from './attempt.ts';
import { type OpenedCommandPacket, readCommandPacket } from './command-packet.ts';
import { judgeCounter } from './counter.ts';
import type { PacketKeys } from './protection.ts';
import { porStatus } from './response-status.ts';

export type CommandVerdict =
  | {
      readonly accepted: true;
      readonly packet: OpenedCommandPacket;
      /** The counter to store before the script is executed. */
      readonly stored: number;
    }
  | {
      readonly accepted: false;
      /** Response status code. */
      readonly status: number;
    };

/**
 * What a receiving entity makes of a command packet, in the order of ETSI TS 102 225 5: header, ciphering, RC/CC, padding, counter. Total:
 * any bytes get a status.
 * @param keys those of the key set that KIc and KID name; a missing key is an unidentified security error
 * @param stored the counter of that key set
 */
export function judgeCommandPacket(bytes: Uint8Array, keys: PacketKeys, stored: number): CommandVerdict {
  const reading = attempt(() => readCommandPacket(bytes, keys));
  if (!reading.ok) return refuse(porStatus.unidentifiedSecurityError);
  const { header, content, obstacle } = reading.value;
  if (obstacle?.code === 'scp80.ciphered-length') return refuse(porStatus.cipheringError);
  if (obstacle !== undefined || content === undefined) return refuse(porStatus.unidentifiedSecurityError);
  if (content.checksum === 'wrong') return refuse(porStatus.checksumFailed);
  if (!content.paddingFits) return refuse(porStatus.cipheringError);
  const counter = judgeCounter(header.spi.counter, content.counter, stored);
  if (!counter.accepted) return counter;
  const { counter: received, data } = content;
  return { accepted: true, packet: { ...header, counter: received, data }, stored: counter.stored };
}

function refuse(status: number): CommandVerdict {
  return { accepted: false, status };
}
