import { concatBytes } from '../../base/bytes.ts';
import { retailMac, singleDesBlock } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';
import { scp02Option } from './options.ts';

interface Header {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
}

export const scp02MacLength = 8;

/** The chain of C-MACs of one session, GlobalPlatform Card Specification 2.3.1 E.4.4; the same on both sides. */
export class Scp02MacChain {
  readonly #key: Uint8Array;
  readonly #options: number;
  #last: Uint8Array;
  #isFirst = true;

  /** @param icv initial chaining vector, 8 bytes */
  constructor(key: Uint8Array, options: number, icv: Uint8Array) {
    this.#key = key;
    this.#options = options;
    this.#last = icv;
  }

  /** The C-MAC before, or the initial chaining vector. */
  get last(): Uint8Array {
    return this.#last;
  }

  /** The C-MAC of the next command. @param plain its data before encryption */
  next({ cla, ins, p1, p2 }: Header, plain: Uint8Array): Uint8Array {
    const unmodified = (this.#options & scp02Option.macOnUnmodified) !== 0;
    const header = unmodified
      ? [cla & ~0x04, ins, p1, p2, plain.length]
      : [cla | 0x04, ins, p1, p2, plain.length + scp02MacLength];
    const encryptsIcv = (this.#options & scp02Option.icvEncryption) !== 0 && !this.#isFirst;
    const icv = encryptsIcv ? singleDesBlock(this.#key, this.#last) : this.#last;
    this.#isFirst = false;
    this.#last = retailMac(this.#key, pad80(concatBytes(header, plain), 8), icv);
    return this.#last;
  }
}
