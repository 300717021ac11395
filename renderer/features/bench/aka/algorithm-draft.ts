import type { AkaAlgorithmInput } from '../../../../main/contract/aka.ts';
import { bareHex, isHexOf } from '../secret-field.tsx';

export type TuakBits = 'macBits' | 'resBits' | 'ckBits' | 'ikBits';

/** What was typed of a subscriber's key. It lives on the bench only. */
export interface AlgorithmDraft {
  readonly name: AkaAlgorithmInput['name'] | 'none';
  readonly k: string;
  /** Whether the operator's value was given as it is or for this subscriber. */
  readonly operatorIs: 'op' | 'opc';
  /** OP or OPc; TOP or TOPc. */
  readonly operator: string;
  readonly tuak: { readonly iterations: 1 | 2 } & Readonly<Record<TuakBits, number>>;
}

export const emptyAlgorithm: AlgorithmDraft = {
  name: 'none',
  k: '',
  operatorIs: 'opc',
  operator: '',
  tuak: { macBits: 64, resBits: 64, ckBits: 128, ikBits: 128, iterations: 1 },
};

/** The lengths TUAK may have, in bits: 3GPP TS 35.231 5. */
export const tuakBits = {
  macBits: [64, 128, 256],
  resBits: [32, 64, 128, 256],
  ckBits: [128, 256],
  ikBits: [128, 256],
} as const satisfies Record<TuakBits, readonly number[]>;

/** Bytes a key K of this algorithm can have. */
export const keyLengths = (name: AlgorithmDraft['name']): readonly number[] =>
  name === 'tuak' ? [16, 32] : [16];

export const operatorLengths = (name: AlgorithmDraft['name']): readonly number[] =>
  name === 'tuak' ? [32] : [16];

/** Whether there is nothing half typed: no key at all, or a whole one. */
export function isAlgorithmReady({ name, k, operator }: AlgorithmDraft, isRequired: boolean): boolean {
  if (name === 'none') return !isRequired;
  if (!isHexOf(k, keyLengths(name))) return false;
  return name === 'xor' || isHexOf(operator, operatorLengths(name));
}

const oneOf = <T extends number>(allowed: readonly T[], value: number): T | undefined =>
  allowed.find((one) => one === value);

/** The key as it crosses to the engine; `undefined` without one. */
export function algorithmInput(draft: AlgorithmDraft): AkaAlgorithmInput | undefined {
  const { name, operatorIs, tuak } = draft;
  const k = bareHex(draft.k);
  const operator = bareHex(draft.operator);
  switch (name) {
    case 'none':
      return undefined;
    case 'xor':
      return { name, k };
    case 'milenage':
      return { name, k, ...(operatorIs === 'op' ? { op: operator } : { opc: operator }) };
    case 'tuak':
      break;
  }
  return {
    name,
    k,
    ...(operatorIs === 'op' ? { top: operator } : { topc: operator }),
    macBits: oneOf(tuakBits.macBits, tuak.macBits),
    resBits: oneOf(tuakBits.resBits, tuak.resBits),
    ckBits: oneOf(tuakBits.ckBits, tuak.ckBits),
    ikBits: oneOf(tuakBits.ikBits, tuak.ikBits),
    iterations: tuak.iterations,
  };
}
