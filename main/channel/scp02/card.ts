import { concatBytes, equalBytes, u16be } from '../../base/bytes.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import type { CardInitiation, CardMessaging, SecuredCommand } from '../card-messaging.ts';
import { desCbcDecrypt, retailMac } from '../crypto/des.ts';
import { pad80, unpad80 } from '../crypto/padding.ts';
import { type StaticKeys, securityLevel } from '../secure-messaging.ts';
import { Scp02MacChain, scp02MacLength } from './command-mac.ts';
import { deriveScp02Session, type Scp02SessionKeys } from './session.ts';

/** What INITIALIZE UPDATE of SCP02 has agreed on. */
export interface Scp02Challenges {
  /** 8 bytes. */
  readonly host: Uint8Array;
  /** 2 bytes, big endian. */
  readonly sequenceCounter: Uint8Array;
  /** 6 bytes. */
  readonly card: Uint8Array;
}

/** The card's side of SCP02 with explicit initiation. @param options implementation option “i” */
export function beginScp02OnCard(
  keys: StaticKeys,
  { host, sequenceCounter, card }: Scp02Challenges,
  options: number,
): CardInitiation {
  const { keys: sessionKeys, ...rest } = deriveScp02Session(keys, host, sequenceCounter, card);
  return { ...rest, messaging: new Scp02CardMessaging(sessionKeys, options) };
}

class Scp02CardMessaging implements CardMessaging {
  readonly #keys: Scp02SessionKeys;
  readonly #chain: Scp02MacChain;
  #level: number = securityLevel.cMac;
  #responseChaining: Uint8Array = new Uint8Array(scp02MacLength);
  #covered: Uint8Array = new Uint8Array();

  constructor(keys: Scp02SessionKeys, options: number) {
    this.#keys = keys;
    this.#chain = new Scp02MacChain(keys.cMac, options, new Uint8Array(scp02MacLength));
  }

  raise(level: number): void {
    this.#level = level;
    this.#responseChaining = this.#chain.last;
  }

  unwrap(command: SecuredCommand): Uint8Array | undefined {
    const plain = this.#plain(command);
    if (plain === undefined) return undefined;
    const { cla, ins, p1, p2 } = command;
    this.#covered = concatBytes([cla & ~0x07, ins, p1, p2], plain.length > 0 ? [plain.length] : [], plain);
    return plain;
  }

  wrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    const { data, sw } = response;
    const covered = concatBytes(this.#covered, [data.length], data, u16be(sw));
    this.#responseChaining = retailMac(this.#keys.rMac, pad80(covered, 8), this.#responseChaining);
    return { sw, data: concatBytes(data, this.#responseChaining) };
  }

  #plain(command: SecuredCommand): Uint8Array | undefined {
    if (!this.#has(securityLevel.cMac)) return command.data;
    const { data, ins } = command;
    if (data.length < scp02MacLength) return undefined;
    const body = data.slice(0, -scp02MacLength);
    const encrypted = this.#has(securityLevel.cDecryption) && body.length > 0 && ins !== 0x82;
    if (encrypted && body.length % 8 !== 0) return undefined;
    const plain = encrypted ? unpad80(desCbcDecrypt(this.#keys.sEnc, body)) : body;
    if (plain === undefined) return undefined;
    const mac = this.#chain.next(command, plain);
    return equalBytes(mac, data.slice(-scp02MacLength)) ? plain : undefined;
  }

  #has(bit: number): boolean {
    return (this.#level & bit) !== 0;
  }
}
