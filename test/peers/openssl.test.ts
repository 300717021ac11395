import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../../main/base/bytes.ts';
import { aesCbcEncrypt, aesCmac } from '../../main/channel/crypto/aes.ts';
import { desCbcEncrypt } from '../../main/channel/crypto/des.ts';
import { canonicalHash } from '../../main/store/canonical.ts';

// OpenSSL's command line computes the same from the same input; it is another program with other code, and takes test keys only.
const openssl = (args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync('openssl', args, { input });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const runs = { numRuns: 20 };

test.each([16, 24, 32])('AES-CMAC with a key of %i bytes', (length) => {
  fc.assert(
    fc.property(bytes(length), fc.uint8Array({ maxLength: 80 }), (key, message) => {
      const mac = openssl(
        ['mac', '-cipher', `AES-${length * 8}-CBC`, '-macopt', `hexkey:${toHex(key)}`, '-in', '-', 'CMAC'],
        message,
      );
      expect(toHex(aesCmac(key, message)).toUpperCase()).toBe(mac.toString().trim());
    }),
    runs,
  );
});

test('AES-CBC and 3DES-CBC', () => {
  fc.assert(
    fc.property(bytes(16), bytes(16), bytes(48), (key, iv, data) => {
      const aes = openssl(['enc', '-aes-128-cbc', '-nopad', '-K', toHex(key), '-iv', toHex(iv)], data);
      expect(toHex(aesCbcEncrypt(key, iv, data))).toBe(aes.toString('hex'));
      const shortIv = iv.subarray(0, 8);
      const threeKeys = toHex(key) + toHex(key.subarray(0, 8));
      const des = openssl(['enc', '-des-ede3-cbc', '-nopad', '-K', threeKeys, '-iv', toHex(shortIv)], data);
      expect(toHex(desCbcEncrypt(key, data, shortIv))).toBe(des.toString('hex'));
    }),
    runs,
  );
});

test('the hash of a receipt is the SHA-256 of its canonical JSON, as anyone can compute it', () => {
  const receipt = { number: 1, iccid: '8988', b: [1, { d: 'ü', c: null }], a: 1.5 };
  const canonical = '{"a":1.5,"b":[1,{"c":null,"d":"ü"}],"iccid":"8988","number":1}';
  const digest = openssl(['dgst', '-sha256', '-r'], Buffer.from(canonical)).toString().slice(0, 64);
  expect(canonicalHash(receipt)).toBe(digest);
});
