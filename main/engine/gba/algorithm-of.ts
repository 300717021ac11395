import type { AkaAlgorithm } from '../../auth/algorithm.ts';
import { deriveOpc, milenage } from '../../auth/milenage.ts';
import { defaultTuakOptions, deriveTopc, type TuakOptions, tuak } from '../../auth/tuak.ts';
import { xorTestAlgorithm } from '../../auth/xor.ts';
import { fromHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { AkaAlgorithmInput } from '../../contract/aka.ts';

type TuakInput = Extract<AkaAlgorithmInput, { name: 'tuak' }>;

/** A key that was typed, as an algorithm; and the same key with its operator variant taken otherwise, to find a mix-up. */
export interface GivenAlgorithm {
  readonly algorithm: AkaAlgorithm;
  readonly alternatives: readonly { readonly mixUp: string; readonly algorithm: AkaAlgorithm }[];
}

/** @throws InputError `aka.length`, `aka.operator-variant`, `hex.malformed` */
export function algorithmOf(input: AkaAlgorithmInput): GivenAlgorithm {
  const k = fromHex(input.k);
  switch (input.name) {
    case 'milenage': {
      const { value, derived } = oneOf(input.op, input.opc, 'OP', 'OPc');
      const [asOp, asOpc] = [milenage(k, deriveOpc(k, value)), milenage(k, value)];
      return given(derived, asOpc, asOp, 'OP', 'OPc');
    }
    case 'tuak': {
      const { value, derived } = oneOf(input.top, input.topc, 'TOP', 'TOPc');
      const options = tuakOptions(input);
      const topc = deriveTopc(k, value, options.iterations);
      return given(derived, tuak(k, value, options), tuak(k, topc, options), 'TOP', 'TOPc');
    }
    case 'xor':
    default:
      return { algorithm: xorTestAlgorithm(k), alternatives: [] };
  }
}

function given(
  derived: boolean,
  asDerived: AkaAlgorithm,
  asVariant: AkaAlgorithm,
  variant: string,
  derivedName: string,
): GivenAlgorithm {
  const [said, meant] = derived ? [derivedName, variant] : [variant, derivedName];
  const mixUp = `the value given as ${said} is taken as ${meant}`;
  return derived
    ? { algorithm: asDerived, alternatives: [{ mixUp, algorithm: asVariant }] }
    : { algorithm: asVariant, alternatives: [{ mixUp, algorithm: asDerived }] };
}

function oneOf(
  variant: string | undefined,
  derived: string | undefined,
  ...names: readonly [string, string]
): { readonly value: Uint8Array; readonly derived: boolean } {
  const text = variant ?? derived;
  if (text === undefined || (variant !== undefined && derived !== undefined))
    throw new InputError(
      'aka.operator-variant',
      `Besides K, ${names.join(' or ')} is needed, and not both.`,
      {
        hint: `Cards hold ${names[1]}; give ${names[0]} only if that is all you have.`,
        meaning: 'The card was not asked.',
        details: { variant: names[0], derived: names[1] },
      },
    );
  return { value: fromHex(text), derived: derived !== undefined };
}

function tuakOptions({ macBits, resBits, ckBits, ikBits, iterations }: TuakInput): TuakOptions {
  const standard = defaultTuakOptions;
  return {
    macLength: macBits ?? standard.macLength,
    resLength: resBits ?? standard.resLength,
    ckLength: ckBits ?? standard.ckLength,
    ikLength: ikBits ?? standard.ikLength,
    iterations: iterations ?? standard.iterations,
  };
}
