import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { buildCommandPacket, openCommandPacket, readCommandPacket } from './command-packet.ts';
import type { Algorithm } from './kic-kid.ts';
import type { PacketKeys } from './protection.ts';
import { buildResponsePacket, openResponsePacket, responseSecurity } from './response-packet.ts';
import { decodeSpi } from './spi.ts';

const keyOf = (algorithm: Algorithm): Uint8Array =>
  new Uint8Array(algorithm === '3des-3' ? 24 : 16).map((_, i) => i * 11 + 1);
const checksums = {
  none: ['3des-2', 'aes'],
  rc: ['crc-16', 'crc-32'],
  cc: ['3des-2', '3des-3', 'aes'],
} as const;
const tar = fromHex('b00011');
const data = fromHex('00a40004023f00');

/**
 * KID has one coding for the command and for its response: with RC in one and CC in the other the same bits name two algorithms, and
 * some of them cannot be used.
 */
const clashes = ['scp80.single-des', 'scp80.algorithm'];

test('every SPI with every algorithm: the command opens, and the response opens as the command asked', () => {
  let clashed = 0;
  let opened = 0;
  for (let first = 0; first < 0x20; first++)
    for (let second = 0; second < 0x40; second++) {
      const spi = decodeSpi(first, second);
      const use = spi.check === 'none' ? spi.porCheck : spi.check;
      if (spi.check === 'ds' || spi.porCheck === 'ds' || spi.por === 'reserved' || use === 'ds') continue;
      for (const cipher of ['3des-2', 'aes'] as const)
        for (const algorithm of checksums[use]) {
          const keys: PacketKeys = { kic: keyOf(cipher), kid: keyOf(algorithm) };
          const [kic, kid] = [
            { algorithm: cipher, index: 1 },
            { algorithm, index: 1 },
          ];
          const packet = buildCommandPacket({ spi, kic, kid, tar, counter: 7, data }, keys);
          expect(openCommandPacket(packet, keys)).toMatchObject({ spi, tar, counter: 7, data });
          const security = responseSecurity(readCommandPacket(packet).header);
          try {
            const response = buildResponsePacket({ tar, counter: 7, status: 0, data }, security, keys);
            expect(openResponsePacket(response, security, keys)).toMatchObject({ tar, counter: 7, data });
            opened++;
          } catch (error) {
            if (!(error instanceof CardwrightError)) throw error;
            expect(clashes).toContain(error.code);
            expect(new Set([spi.check, spi.porCheck])).toEqual(new Set(['rc', 'cc']));
            clashed++;
          }
        }
    }
  // 96 SPI for each pair of checks and two ciphers: 19 pairs of check and algorithm can be answered, 3 clash.
  expect(opened).toBe(19 * 96 * 2);
  expect(clashed).toBe(3 * 96 * 2);
});
