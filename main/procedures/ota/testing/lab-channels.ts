import { fromHex } from '../../../base/bytes.ts';
import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import { decodeSpi } from '../../../channel/scp80/spi.ts';
import type { OtaChannel, OtaCounters } from '../channel.ts';

/** Key sets of the seed `ota-keys`: published test values. */
const keySets: Readonly<Record<number, readonly [KeyedAlgorithm, kic: string, kid: string]>> = {
  1: ['3des-2', 'c21dd66acac13cb3bc8b331b24afb57b', '12110c78e678c25408233076aa033615'],
  2: ['aes', '200102030405060708090a0b0c0d0e0f', '210102030405060708090a0b0c0d0e0f'],
  3: ['3des-2', '300102030405060708090a0b0c0d0e0f', '301102030405060708090a0b0c0d0e0f'],
  4: [
    'aes',
    '400102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    '410102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  ],
  5: [
    '3des-3',
    '500102030405060708090a0b0c0d0e0f1011121314151617',
    '510102030405060708090a0b0c0d0e0f1011121314151617',
  ],
};

/** Counters in memory, from 1 on. */
export interface MemoryCounters extends OtaCounters {
  readonly spent: readonly number[];
  set(next: number): void;
}

export function memoryCounters(): MemoryCounters {
  const spent: number[] = [];
  let next = 1;
  return {
    spent,
    spend: () => {
      spent.push(next);
      return next++;
    },
    set: (value) => {
      next = value;
    },
  };
}

/** A channel to a card of the seed `ota-keys`: ciphered, with CC, counter “higher”, PoR always, with CC and ciphered. */
export function labChannel(
  index: number,
  changes: Partial<OtaChannel> & { readonly spiBytes?: readonly [number, number] } = {},
): OtaChannel {
  const [algorithm, kic, kid] = keySets[index]!;
  const { spiBytes = [0x16, 0x19], ...rest } = changes;
  return {
    keySet: `test/${index}`,
    keys: { kic: fromHex(kic), kid: fromHex(kid) },
    spi: decodeSpi(...spiBytes),
    kic: { algorithm, index },
    kid: { algorithm, index },
    counters: memoryCounters(),
    clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) },
    ...rest,
  };
}

export const masterFileTar = fromHex('b00000');
export const usimTar = fromHex('b00001');
export const isimTar = fromHex('b00002');
/** TARs of the seed by application. */
export function labTar(aid: string | undefined): Uint8Array | undefined {
  if (aid === undefined) return masterFileTar;
  if (aid.startsWith('a0000000871002')) return usimTar;
  return aid.startsWith('a0000000871004') ? isimTar : undefined;
}
