import { CardError } from '../../base/error.ts';
import { decodeTlvs, type Tlv } from '../../card/tlv/ber.ts';

/** The data objects of an answer; where they are broken, the error that `malformed` makes of the reason, which ends without a full stop. */
export function answeredTlvs(
  bytes: Uint8Array,
  malformed: (why: string, cause: CardError) => CardError,
): readonly Tlv[] {
  try {
    return decodeTlvs(bytes);
  } catch (error) {
    if (error instanceof CardError) throw malformed(error.message.replace(/\.$/, ''), error);
    throw error;
  }
}
