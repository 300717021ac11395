import { concatBytes, equalBytes } from '../../base/bytes.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import type { CardInitiation, CardMessaging, SecuredCommand } from '../card-messaging.ts';
import { desCbcDecrypt } from '../crypto/des.ts';
import { unpad80 } from '../crypto/padding.ts';
import { type StaticKeys, securityLevel } from '../secure-messaging.ts';
import { Scp02MacChain, scp02MacLength } from './command-mac.ts';
import { coveredByRMac, responseMac } from './response-mac.ts';
import { deriveScp02Keys, deriveScp02Session, icvOverAid, type Scp02SessionKeys } from './session.ts';

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

/**
 * The card's side of SCP02 with implicit initiation: the first command it unwraps opens the channel. @param sequenceCounter 2 bytes
 * @param aid of the security domain
 */
export function beginScp02OnCardImplicitly(
  keys: StaticKeys,
  sequenceCounter: Uint8Array,
  aid: Uint8Array,
  options: number,
): Pick<CardInitiation, 'dek' | 'messaging'> {
  const { keys: sessionKeys, dek } = deriveScp02Keys(keys, sequenceCounter);
  return { dek, messaging: new Scp02CardMessaging(sessionKeys, options, icvOverAid(sessionKeys, aid)) };
}

class Scp02CardMessaging implements CardMessaging {
  readonly #keys: Scp02SessionKeys;
  readonly #chain: Scp02MacChain;
  #level: number = securityLevel.cMac;
  #responseChaining: Uint8Array = new Uint8Array(scp02MacLength);
  /** Before the last answer. */
  #chainingBefore: Uint8Array = this.#responseChaining;
  #covered: Uint8Array = new Uint8Array();

  constructor(keys: Scp02SessionKeys, options: number, icv: Uint8Array = new Uint8Array(scp02MacLength)) {
    this.#keys = keys;
    this.#chain = new Scp02MacChain(keys.cMac, options, icv);
  }

  raise(level: number): void {
    this.#level = level;
    this.#responseChaining = this.#chain.last;
  }

  unwrap(command: SecuredCommand): Uint8Array | undefined {
    const plain = this.#plain(command);
    if (plain === undefined) return undefined;
    this.#covered = coveredByRMac(command, plain);
    return plain;
  }

  wrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    this.#chainingBefore = this.#responseChaining;
    const mac = responseMac(this.#keys.rMac, this.#covered, response, this.#responseChaining);
    this.#responseChaining = mac;
    return { ...response, data: concatBytes(response.data, mac) };
  }

  /** Only a command without data comes again, and it has no C-MAC: the chain of those stays. */
  takeBack(): void {
    this.#responseChaining = this.#chainingBefore;
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
