import { concatBytes, equalBytes, u16be } from '../../base/bytes.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import type { CardInitiation, CardMessaging, SecuredCommand } from '../card-messaging.ts';
import { aesCbcDecrypt, aesCbcEncrypt, aesCmac } from '../crypto/aes.ts';
import { pad80, unpad80 } from '../crypto/padding.ts';
import { type StaticKeys, securityLevel } from '../secure-messaging.ts';
import { counterIv } from './counter-iv.ts';
import { derivation, deriveScp03 } from './kdf.ts';
import { deriveScp03Session, type Scp03SessionKeys } from './session.ts';

/** Card challenge that follows from the sequence counter, amendment D 6.2.2.1. @param length 8, or 16 in S16 mode */
export function pseudoRandomChallenge(
  enc: Uint8Array,
  sequenceCounter: Uint8Array,
  aid: Uint8Array,
  length: number,
): Uint8Array {
  return deriveScp03(enc, derivation.cardChallenge, concatBytes(sequenceCounter, aid), length);
}

/** The card's side of SCP03 after INITIALIZE UPDATE. @param cardChallenge 8 bytes, or 16 in S16 mode, as `hostChallenge` */
export function beginScp03OnCard(
  keys: StaticKeys,
  hostChallenge: Uint8Array,
  cardChallenge: Uint8Array,
): CardInitiation {
  const { keys: sessionKeys, ...cryptograms } = deriveScp03Session(keys, hostChallenge, cardChallenge);
  const messaging = new Scp03CardMessaging(sessionKeys, cardChallenge.length);
  return { ...cryptograms, dek: keys.dek, messaging };
}

class Scp03CardMessaging implements CardMessaging {
  readonly #keys: Scp03SessionKeys;
  readonly #macLength: number;
  #level: number = securityLevel.cMac;
  #chaining: Uint8Array = new Uint8Array(16);
  #counter = 0;

  constructor(keys: Scp03SessionKeys, macLength: number) {
    this.#keys = keys;
    this.#macLength = macLength;
  }

  raise(level: number): void {
    this.#level = level;
  }

  unwrap({ cla, ins, p1, p2, data }: SecuredCommand): Uint8Array | undefined {
    const authenticated = ins !== 0x82;
    if (authenticated) this.#counter++;
    if (!this.#has(securityLevel.cMac)) return data;
    const body = data.slice(0, Math.max(0, data.length - this.#macLength));
    const mac = aesCmac(this.#keys.sMac, concatBytes(this.#chaining, [cla, ins, p1, p2, data.length], body));
    if (!equalBytes(mac.slice(0, this.#macLength), data.slice(body.length))) return undefined;
    this.#chaining = mac;
    if (!authenticated || !this.#has(securityLevel.cDecryption) || body.length === 0) return body;
    if (body.length % 16 !== 0) return undefined;
    return unpad80(aesCbcDecrypt(this.#keys.sEnc, counterIv(this.#keys.sEnc, this.#counter, 0x00), body));
  }

  wrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    const { sEnc, sRmac } = this.#keys;
    const encrypts = this.#has(securityLevel.rEncryption) && response.data.length > 0;
    const body = encrypts
      ? aesCbcEncrypt(sEnc, counterIv(sEnc, this.#counter, 0x80), pad80(response.data, 16))
      : response.data;
    const mac = aesCmac(sRmac, concatBytes(this.#chaining, body, u16be(response.sw)));
    return { ...response, data: concatBytes(body, mac.slice(0, this.#macLength)) };
  }

  /** Only a command without data comes again, at a level without C-MAC: only the counter has moved. */
  takeBack(): void {
    this.#counter--;
  }

  #has(bit: number): boolean {
    return (this.#level & bit) !== 0;
  }
}
