import { unusable } from './errors.ts';
import type { FieldPart } from './field.ts';
import type { Check } from './spi.ts';

/** Algorithms of KIc and of KID with a cryptographic checksum that Cardwright computes. AES is CBC in KIc and CMAC in KID. */
export type KeyedAlgorithm = '3des-2' | '3des-3' | 'aes';
/** Algorithms of KID with a redundancy check. */
export type CrcAlgorithm = 'crc-16' | 'crc-32';
/** All that the four lower bits can say; what cannot be computed is decoded all the same. */
export type Algorithm =
  | KeyedAlgorithm
  | CrcAlgorithm
  | 'implicit'
  | 'des'
  | 'des-ecb'
  | 'proprietary'
  | 'reserved';

/** KIc or KID: which algorithm and which keys, ETSI TS 102 225 5.1.2 and 5.1.3. */
export interface KeyIndicator {
  readonly algorithm: Algorithm;
  /** Number of the keys, 0 to 15; on GlobalPlatform cards the key version number. */
  readonly index: number;
}

/** How KID is coded depends on what it is for. A packet without RC, CC and DS codes it as for CC. */
export type IndicatorUse = 'kic' | Check;

const cipherCodes = new Map<number, Algorithm>([
  [0x1, 'des'],
  [0x5, '3des-2'],
  [0x9, '3des-3'],
  [0xd, 'des-ecb'],
  [0x2, 'aes'],
]);
const checksumCodes = new Map<number, Algorithm>([...cipherCodes].filter(([code]) => code !== 0xd));
const crcCodes = new Map<number, Algorithm>([
  [0x1, 'crc-16'],
  [0x5, 'crc-32'],
]);
const codesOf: Readonly<Record<IndicatorUse, ReadonlyMap<number, Algorithm>>> = {
  kic: cipherCodes,
  none: checksumCodes,
  rc: crcCodes,
  cc: checksumCodes,
  // The algorithms of digital signatures are left to the issuer.
  ds: new Map(),
};

/** Total. Where b2 b1 say “known implicitly” or “proprietary”, b4 b3 say nothing. */
export function decodeKeyIndicator(byte: number, use: IndicatorUse): KeyIndicator {
  const index = byte >> 4;
  if ((byte & 3) === 0) return { algorithm: 'implicit', index };
  if ((byte & 3) === 3) return { algorithm: 'proprietary', index };
  return { algorithm: codesOf[use].get(byte & 0x0f) ?? 'reserved', index };
}

/** @throws InputError `scp80.single-des`, `scp80.algorithm`, `scp80.key-index` */
export function encodeKeyIndicator(indicator: KeyIndicator, use: IndicatorUse): number {
  const { algorithm, index } = indicator;
  if (!Number.isInteger(index) || index < 0 || index > 15)
    throw unusable(
      'scp80.key-index',
      `${index} is no number of a key set.`,
      'Use 1 to 15.',
      'ETSI TS 102 225 5.1.2',
    );
  if (algorithm === 'implicit') return index << 4;
  if (algorithm === 'des' || algorithm === 'des-ecb') throw singleDes();
  const code = [...codesOf[use]].find(([, known]) => known === algorithm)?.[0];
  if (code === undefined) throw unusableAlgorithm(algorithm, use);
  return (index << 4) | code;
}

/**
 * The algorithm to compute with: `implicit` is replaced by what `known` says.
 * @throws InputError `scp80.single-des`, `scp80.algorithm`, `scp80.algorithm-implicit`
 */
export function keyedAlgorithm(
  { algorithm }: KeyIndicator,
  known: KeyedAlgorithm | undefined,
  use: 'kic' | 'cc',
): KeyedAlgorithm {
  if (algorithm === '3des-2' || algorithm === '3des-3' || algorithm === 'aes') return algorithm;
  if (algorithm === 'des' || algorithm === 'des-ecb') throw singleDes();
  if (algorithm !== 'implicit') throw unusableAlgorithm(algorithm, use);
  if (known !== undefined) return known;
  throw unusable(
    'scp80.algorithm-implicit',
    'The packet says that the algorithm is known, and it is not.',
    'Enter the algorithm of this key set, 3DES or AES.',
    'ETSI TS 102 225 5.1.2',
  );
}

/** @throws InputError `scp80.algorithm` */
export function crcAlgorithm({ algorithm }: KeyIndicator): CrcAlgorithm {
  if (algorithm === 'crc-16' || algorithm === 'crc-32') return algorithm;
  throw unusableAlgorithm(algorithm, 'rc');
}

const words: Readonly<Record<Algorithm, string>> = {
  implicit: 'algorithm known implicitly',
  des: 'single DES, which is broken: Cardwright does not compute it',
  'des-ecb': 'single DES in ECB mode, which is broken: Cardwright does not compute it',
  '3des-2': 'triple DES in outer CBC mode, two keys',
  '3des-3': 'triple DES in outer CBC mode, three keys',
  aes: 'AES',
  'crc-16': 'CRC-16',
  'crc-32': 'CRC-32',
  proprietary: 'proprietary algorithm',
  reserved: 'reserved algorithm',
};

/** @param unused nothing in packet and proof of receipt needs this key */
export function explainKeyIndicator(byte: number, use: IndicatorUse, unused: boolean): readonly FieldPart[] {
  const { algorithm, index } = decodeKeyIndicator(byte, use);
  const mode = algorithm !== 'aes' ? '' : use === 'kic' ? ' in CBC mode' : ' in CMAC mode';
  return [
    { bits: 'b8 b7 b6 b5', name: 'keys', meaning: `key set ${index}` },
    {
      bits: 'b4 b3 b2 b1',
      name: 'algorithm',
      meaning: `${words[algorithm]}${mode}${unused ? ' (not used by this packet)' : ''}`,
    },
  ];
}

function singleDes() {
  return unusable(
    'scp80.single-des',
    'Single DES is not used: its keys can be found by trying.',
    'Use a key set with triple DES or AES; ask the issuer for one if the card has none.',
    'ETSI TS 102 225 5.1.2',
  );
}

function unusableAlgorithm(algorithm: Algorithm, use: IndicatorUse) {
  const choice =
    use === 'rc' ? 'CRC-16 or CRC-32' : use === 'ds' ? 'a cryptographic checksum' : '3DES or AES';
  return unusable(
    'scp80.algorithm',
    `The algorithm “${words[algorithm]}” cannot be used here.`,
    `Use ${choice}.`,
    use === 'kic' ? 'ETSI TS 102 225 5.1.2' : 'ETSI TS 102 225 5.1.3',
  );
}
