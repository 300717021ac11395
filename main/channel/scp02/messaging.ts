import { concatBytes, equalBytes, u16be } from '../../base/bytes.ts';
import type { CommandApdu, ResponseApdu } from '../../card/apdu.ts';
import { desCbcEncrypt, retailMac, singleDesBlock } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';
import { forgedResponse, requireShort, type SecureMessaging, securityLevel } from '../secure-messaging.ts';
import { scp02Option } from './options.ts';

export interface Scp02SessionKeys {
  readonly sEnc: Uint8Array;
  readonly cMac: Uint8Array;
  readonly rMac: Uint8Array;
}

const macLength = 8;

/** Secure messaging of SCP02, GlobalPlatform Card Specification 2.3.1 annex E.4. */
export class Scp02Messaging implements SecureMessaging {
  readonly #keys: Scp02SessionKeys;
  readonly #options: number;
  #level: number = securityLevel.cMac;
  /** The C-MAC before, or the initial chaining vector. */
  #chaining: Uint8Array;
  #isFirst = true;
  #responseChaining: Uint8Array = new Uint8Array(macLength);
  /** What the R-MAC of the next answer covers of its command. */
  #command: Uint8Array = new Uint8Array();

  /** @param icv initial chaining vector: zeros, or for implicit initiation the MAC over the AID */
  constructor(keys: Scp02SessionKeys, options: number, icv: Uint8Array = new Uint8Array(macLength)) {
    this.#keys = keys;
    this.#options = options;
    this.#chaining = icv;
  }

  /** From the next command on, after EXTERNAL AUTHENTICATE has been accepted. R-MAC starts with the last C-MAC. */
  raise(level: number): void {
    this.#level = level;
    this.#responseChaining = this.#chaining;
  }

  wrap(command: CommandApdu): CommandApdu {
    const plain = command.data ?? new Uint8Array();
    this.#command = concatBytes(
      [command.cla & ~0x07, command.ins, command.p1, command.p2],
      plain.length > 0 ? [plain.length] : [],
      plain,
    );
    if (!this.#has(securityLevel.cMac)) return command;
    const cla = command.cla | 0x04;
    const mac = this.#mac(command, cla, plain);
    const encrypts = this.#has(securityLevel.cDecryption) && plain.length > 0 && command.ins !== 0x82;
    const body = encrypts ? desCbcEncrypt(this.#keys.sEnc, pad80(plain, 8)) : plain;
    const data = concatBytes(body, mac);
    requireShort(data);
    return { ...command, cla, data };
  }

  unwrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    if (response.data.length < macLength) {
      if (response.sw === 0x9000) throw forgedResponse('its MAC is missing');
      return response;
    }
    const data = response.data.slice(0, -macLength);
    const covered = concatBytes(this.#command, [data.length], data, u16be(response.sw));
    const expected = retailMac(this.#keys.rMac, pad80(covered, 8), this.#responseChaining);
    if (!equalBytes(expected, response.data.slice(-macLength))) throw forgedResponse('its MAC is wrong');
    this.#responseChaining = expected;
    return { ...response, data };
  }

  #mac(command: CommandApdu, cla: number, plain: Uint8Array): Uint8Array {
    const modified = (this.#options & scp02Option.macOnUnmodified) === 0;
    const header = modified
      ? [cla, command.ins, command.p1, command.p2, plain.length + macLength]
      : [command.cla, command.ins, command.p1, command.p2, plain.length];
    const encryptsIcv = (this.#options & scp02Option.icvEncryption) !== 0 && !this.#isFirst;
    const icv = encryptsIcv ? singleDesBlock(this.#keys.cMac, this.#chaining) : this.#chaining;
    this.#isFirst = false;
    this.#chaining = retailMac(this.#keys.cMac, pad80(concatBytes(header, plain), 8), icv);
    return this.#chaining;
  }

  #has(bit: number): boolean {
    return (this.#level & bit) !== 0;
  }
}
