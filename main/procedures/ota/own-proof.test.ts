import { describe, expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { meaningOfPorStatus, porStatus } from '../../channel/scp80/response-status.ts';
import { answersPacket } from './own-proof.ts';

const tar = fromHex('b00000');
const proof = (code: number, counter: number) => ({
  tar,
  counter,
  status: meaningOfPorStatus(code),
  authentic: true,
  data: new Uint8Array(),
});

describe('a signed proof of receipt with another counter than the packet’s', () => {
  const enciphered = { tar, counter: 7, ciphered: true };

  test('is not its own, whatever it says was done', () => {
    expect(answersPacket(enciphered, proof(porStatus.ok, 6))).toBe(false);
    expect(answersPacket(enciphered, proof(porStatus.tarUnknown, 6))).toBe(false);
    expect(answersPacket(enciphered, proof(porStatus.ok, 7))).toBe(true);
  });

  test.each([porStatus.checksumFailed, porStatus.cipheringError])(
    'is its own where the card could not read the counter: status %i',
    (code) => {
      expect(answersPacket(enciphered, proof(code, 0x1234567890))).toBe(true);
      expect(answersPacket({ ...enciphered, ciphered: false }, proof(code, 0x1234567890))).toBe(false);
    },
  );
});
