import type { AkaAlgorithm } from '../../auth/algorithm.ts';
import { kcOfKeys, sresOfRes } from '../../auth/conversion.ts';
import { equalSecrets } from '../../auth/digest/equal-secret.ts';
import { expectedResponses } from '../../auth/gba/res-modification.ts';
import { fromHex } from '../../base/bytes.ts';

/** Secret values of an authentication by their names: compared, never told. */
export type AkaValues = Readonly<Record<string, Uint8Array>>;

/** Whether what the card gave is what the key gives. */
export function matchesOf(
  algorithm: AkaAlgorithm,
  context: '3g' | 'gsm' | 'gba',
  rand: Uint8Array,
  values: AkaValues,
): Record<string, boolean> {
  const { res, ck, ik } = algorithm.f2345(rand);
  const fits = ([name, value]: readonly [string, Uint8Array]): boolean => {
    if (name === 'RES')
      return expectedResponses(res, context === 'gba' ? 'GBA_U' : 'GBA_ME').some((one) =>
        equalSecrets(one, value),
      );
    if (name === 'SRES') return equalSecrets(sresOfRes(res), value);
    if (name === 'Kc') return equalSecrets(kcOfKeys(ck, ik), value);
    return equalSecrets(name === 'CK' ? ck : ik, value);
  };
  return Object.fromEntries(Object.entries(values).map((entry) => [entry[0], fits(entry)]));
}

/** Of the values that are expected, whether each is right. */
export function compared(
  values: AkaValues,
  expected: Readonly<Record<string, string | undefined>>,
): Record<string, boolean> {
  const given = Object.entries(expected).filter(([, text]) => text !== undefined);
  return Object.fromEntries(
    given.map(([name, text = '']) => [name, equalSecrets(values[name] ?? new Uint8Array(), fromHex(text))]),
  );
}
