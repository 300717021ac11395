import { equalBytes } from '../../base/bytes.ts';
import type { OpenedResponsePacket } from '../../channel/scp80/response-packet.ts';
import { porStatus } from '../../channel/scp80/response-status.ts';

/** The command packet that was sent. */
interface Sent {
  readonly tar: Uint8Array;
  /** Undefined where it has none that counts. */
  readonly counter: number | undefined;
  /** The counter went enciphered: a card with another KIc, or a packet that was changed, gives it another value. */
  readonly ciphered: boolean;
}

/**
 * Whether a proof of receipt is that of this packet and not a genuine one of another, brought late or again: it has a copy of the command’s
 * TAR and counter, 3GPP TS 31.115 4.4. A card that refuses a counter may tell its own; one that could not read the packet has nothing to
 * copy, and does not sign either; one that found the checksum wrong has deciphered whatever it could.
 */
export function answersPacket(
  sent: Sent,
  { authentic, status, tar, counter }: OpenedResponsePacket,
): boolean {
  if (!authentic && status.outcome === 'refused') return true;
  if (!equalBytes(tar, sent.tar)) return false;
  if (sent.counter === undefined || (!authentic && counter === 0)) return true;
  switch (status.code) {
    case porStatus.counterHigh:
      return true;
    case porStatus.counterLow:
    case porStatus.counterBlocked:
      return counter >= sent.counter;
    case porStatus.checksumFailed:
    case porStatus.cipheringError:
      return sent.ciphered || counter === sent.counter;
    default:
      return counter === sent.counter;
  }
}
