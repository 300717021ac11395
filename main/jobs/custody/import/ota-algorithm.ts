import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import { badField } from './errors.ts';
import { lengthOf } from './key-fields.ts';

/** The algorithm of OTA keys, and how many bytes they may have. */
export interface OtaAlgorithm {
  readonly algorithm: KeyedAlgorithm;
  readonly lengths: readonly number[];
}

const lengths = { '3des-2': [16], '3des-3': [24], aes: [16, 24, 32] } as const;
const aesLengths: ReadonlyMap<string, number> = new Map([
  ['aes128', 16],
  ['aes192', 24],
  ['aes256', 32],
]);

/** As Cardwright itself names it. */
export const otaAlgorithm = (algorithm: KeyedAlgorithm): OtaAlgorithm => ({
  algorithm,
  lengths: lengths[algorithm],
});

/**
 * As files name it: `AES`, `aes-128`, `3DES`, `3des-2`; capitals, hyphens and underscores do not matter. `3DES` alone leaves two or three
 * keys to their length.
 * @param keys in hexadecimal digits, as the file has them
 * @throws InputError `keys.field`
 */
export function readOtaAlgorithm(text: string, keys: readonly (string | undefined)[]): OtaAlgorithm {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const aesLength = aesLengths.get(name);
  if (aesLength !== undefined) return { algorithm: 'aes', lengths: [aesLength] };
  switch (name) {
    case 'aes':
      return otaAlgorithm('aes');
    case '3des2':
      return otaAlgorithm('3des-2');
    case '3des3':
      return otaAlgorithm('3des-3');
    case '3des': {
      const isTriple = keys.some((key) => key !== undefined && lengthOf(key) === 24);
      return { algorithm: isTriple ? '3des-3' : '3des-2', lengths: isTriple ? [24] : [16, 24] };
    }
    default:
      throw badField('algorithm', 'names no algorithm that Cardwright knows');
  }
}
