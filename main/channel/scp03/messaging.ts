import { concatBytes, equalBytes, u16be } from '../../base/bytes.ts';
import type { CommandApdu, ResponseApdu } from '../../card/apdu.ts';
import { aesCbcDecrypt, aesCbcEncrypt, aesCmac } from '../crypto/aes.ts';
import { pad80, unpad80 } from '../crypto/padding.ts';
import {
  forgedResponse,
  isBareRefusal,
  requireShort,
  type SecureMessaging,
  securityLevel,
} from '../secure-messaging.ts';
import { counterIv } from './counter-iv.ts';
import type { Scp03SessionKeys } from './session.ts';

/** Secure messaging of SCP03, GlobalPlatform amendment D 6.2. The first command wrapped is EXTERNAL AUTHENTICATE. */
export class Scp03Messaging implements SecureMessaging {
  readonly #keys: Scp03SessionKeys;
  /** Bytes of C-MAC and R-MAC: 8 in S8 mode, 16 in S16 mode. */
  readonly #macLength: 8 | 16;
  #level: number = securityLevel.cMac;
  #chaining: Uint8Array = new Uint8Array(16);
  /** Counts commands since EXTERNAL AUTHENTICATE, from 1; amendment D 6.2.6. */
  #counter = 0;

  constructor(keys: Scp03SessionKeys, macLength: 8 | 16) {
    this.#keys = keys;
    this.#macLength = macLength;
  }

  /** From the next command on, after EXTERNAL AUTHENTICATE has been accepted. */
  raise(level: number): void {
    this.#level = level;
  }

  wrap(command: CommandApdu): CommandApdu {
    const authenticated = command.ins !== 0x82;
    if (authenticated) this.#counter++;
    if (authenticated && !this.#has(securityLevel.cMac)) return command;
    const plain = command.data ?? new Uint8Array();
    const encrypts = authenticated && this.#has(securityLevel.cDecryption) && plain.length > 0;
    const body = encrypts ? aesCbcEncrypt(this.#keys.sEnc, this.#iv(0), pad80(plain, 16)) : plain;
    const length = body.length + this.#macLength;
    requireShort(new Uint8Array(length));
    const cla = command.cla | 0x04;
    const header = [cla, command.ins, command.p1, command.p2, length];
    this.#chaining = aesCmac(this.#keys.sMac, concatBytes(this.#chaining, header, body));
    return { ...command, cla, data: concatBytes(body, this.#chaining.slice(0, this.#macLength)) };
  }

  unwrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    if (isBareRefusal(response)) return response;
    if (response.data.length < this.#macLength) throw forgedResponse('its MAC is missing');
    const body = response.data.slice(0, -this.#macLength);
    const expected = aesCmac(this.#keys.sRmac, concatBytes(this.#chaining, body, u16be(response.sw)));
    if (!equalBytes(expected.slice(0, this.#macLength), response.data.slice(-this.#macLength)))
      throw forgedResponse('its MAC is wrong');
    if (!this.#has(securityLevel.rEncryption) || body.length === 0) return { ...response, data: body };
    if (body.length % 16 !== 0) throw forgedResponse('its length is no multiple of 16');
    const data = unpad80(aesCbcDecrypt(this.#keys.sEnc, this.#iv(0x80), body));
    if (data === undefined) throw forgedResponse('its padding is wrong');
    return { ...response, data };
  }

  #has(bit: number): boolean {
    return (this.#level & bit) !== 0;
  }

  #iv(mark: 0x00 | 0x80): Uint8Array {
    return counterIv(this.#keys.sEnc, this.#counter, mark);
  }
}
