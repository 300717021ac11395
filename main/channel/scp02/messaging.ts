import { concatBytes, equalBytes } from '../../base/bytes.ts';
import type { CommandApdu, ResponseApdu } from '../../card/apdu.ts';
import { desCbcEncrypt } from '../crypto/des.ts';
import { pad80 } from '../crypto/padding.ts';
import {
  forgedResponse,
  isBareRefusal,
  requireShort,
  type SecureMessaging,
  securityLevel,
} from '../secure-messaging.ts';
import { scp02MacLength as macLength, Scp02MacChain } from './command-mac.ts';
import { coveredByRMac, responseMac } from './response-mac.ts';
import type { Scp02SessionKeys } from './session.ts';

/** Secure messaging of SCP02, GlobalPlatform Card Specification 2.3.1 annex E.4. */
export class Scp02Messaging implements SecureMessaging {
  readonly #keys: Scp02SessionKeys;
  readonly #chain: Scp02MacChain;
  #level: number = securityLevel.cMac;
  #responseChaining: Uint8Array = new Uint8Array(macLength);
  /** What the R-MAC of the next answer covers of its command. */
  #command: Uint8Array = new Uint8Array();

  /** @param icv initial chaining vector: zeros, or for implicit initiation the MAC over the AID */
  constructor(keys: Scp02SessionKeys, options: number, icv: Uint8Array = new Uint8Array(macLength)) {
    this.#keys = keys;
    this.#chain = new Scp02MacChain(keys.cMac, options, icv);
  }

  /** From the next command on, after EXTERNAL AUTHENTICATE has been accepted. R-MAC starts with the last C-MAC. */
  raise(level: number): void {
    this.#level = level;
    this.#responseChaining = this.#chain.last;
  }

  wrap(command: CommandApdu): CommandApdu {
    const plain = command.data ?? new Uint8Array();
    this.#command = coveredByRMac(command, plain);
    if (!this.#has(securityLevel.cMac)) return command;
    const cla = command.cla | 0x04;
    const mac = this.#chain.next(command, plain);
    const encrypts = this.#has(securityLevel.cDecryption) && plain.length > 0 && command.ins !== 0x82;
    const body = encrypts ? desCbcEncrypt(this.#keys.sEnc, pad80(plain, 8)) : plain;
    const data = concatBytes(body, mac);
    requireShort(data);
    return { ...command, cla, data };
  }

  unwrap(response: ResponseApdu): ResponseApdu {
    if (!this.#has(securityLevel.rMac)) return response;
    if (isBareRefusal(response)) return response;
    if (response.data.length < macLength) throw forgedResponse('its MAC is missing');
    const data = response.data.slice(0, -macLength);
    const { rMac } = this.#keys;
    const expected = responseMac(rMac, this.#command, { ...response, data }, this.#responseChaining);
    if (!equalBytes(expected, response.data.slice(-macLength))) throw forgedResponse('its MAC is wrong');
    this.#responseChaining = expected;
    return { ...response, data };
  }

  #has(bit: number): boolean {
    return (this.#level & bit) !== 0;
  }
}
