import { concatBytes, u16be } from '../../base/bytes.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import { retailMac } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';

interface Header {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
}

/** What an R-MAC of SCP02 covers of its command, Card Specification 2.3.1 E.4.5: without logical channel and MAC; Lc is 00 where there are no data. */
export function coveredByRMac({ cla, ins, p1, p2 }: Header, plain: Uint8Array): Uint8Array {
  return concatBytes([cla & ~0x07, ins, p1, p2, plain.length], plain);
}

/** The R-MAC of an answer, 8 bytes, and chaining value of the next. @param covered of its command, {@link coveredByRMac} */
export function responseMac(
  rMac: Uint8Array,
  covered: Uint8Array,
  { data, sw }: ResponseApdu,
  chaining: Uint8Array,
): Uint8Array {
  return retailMac(rMac, pad80(concatBytes(covered, [data.length], data, u16be(sw)), 8), chaining);
}
