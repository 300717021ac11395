import { keccakP } from '@noble/hashes/sha3.js';
import { InputError } from '../base/error.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { requireLength, requireMacInputs } from './length.ts';

/** What an operator may choose, 3GPP TS 35.231 5. Lengths in bits. */
export interface TuakOptions {
  readonly macLength: 64 | 128 | 256;
  readonly resLength: 32 | 64 | 128 | 256;
  readonly ckLength: 128 | 256;
  readonly ikLength: 128 | 256;
  /** How often Keccak-f[1600] runs, 1 or more. */
  readonly iterations: number;
}

export const defaultTuakOptions: TuakOptions = {
  macLength: 64,
  resLength: 64,
  ckLength: 128,
  ikLength: 128,
  iterations: 1,
};

interface StateInputs {
  /** TOP or TOPc, 32 bytes. */
  readonly top: Uint8Array;
  readonly instance: number;
  readonly rand?: Uint8Array;
  readonly amf?: Uint8Array;
  readonly sqn?: Uint8Array;
}

const algoName = new TextEncoder().encode('TUAK1.0');
const lengthBits = { 32: 0x00, 64: 0x08, 128: 0x10, 256: 0x20 } as const;

/**
 * TOPc of operator variant TOP (32 bytes) for key K (16 or 32 bytes), 3GPP TS 35.231 6.1.
 * @throws InputError `aka.length`
 */
export function deriveTopc(k: Uint8Array, top: Uint8Array, iterations = 1): Uint8Array {
  requireLength('K', k, 16, 32);
  requireLength('TOP', top, 32);
  return take(permute(k, { top, instance: keyBit(k) }, checkIterations(iterations)), 0, 256);
}

/**
 * TUAK, 3GPP TS 35.231. K is 16 or 32 bytes, TOPc 32.
 * @throws InputError `aka.length`, `aka.tuak-iterations`
 */
export function tuak(
  k: Uint8Array,
  topc: Uint8Array,
  options: TuakOptions = defaultTuakOptions,
): AkaAlgorithm {
  requireLength('K', k, 16, 32);
  requireLength('TOPc', topc, 32);
  const { macLength, resLength, ckLength, ikLength } = options;
  const iterations = checkIterations(options.iterations);
  const run = (inputs: Omit<StateInputs, 'top'>): Uint8Array =>
    permute(k, { ...inputs, top: topc, instance: inputs.instance | keyBit(k) }, iterations);
  const mac = (star: number, rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Uint8Array => {
    requireMacInputs(rand, sqn, amf);
    return take(run({ instance: star | lengthBits[macLength], rand, sqn, amf }), 0, macLength);
  };
  const keysInstance =
    0x40 | lengthBits[resLength] | (ckLength === 256 ? 0x04 : 0) | (ikLength === 256 ? 0x02 : 0);

  return {
    name: 'tuak',
    f1: (rand, sqn, amf) => mac(0x00, rand, sqn, amf),
    f1star: (rand, sqn, amf) => mac(0x80, rand, sqn, amf),
    f2345: (rand) => {
      requireLength('RAND', rand, 16);
      const state = run({ instance: keysInstance, rand });
      return {
        res: take(state, 0, resLength),
        ck: take(state, 32, ckLength),
        ik: take(state, 64, ikLength),
        ak: take(state, 96, 48),
      };
    },
    f5star: (rand) => {
      requireLength('RAND', rand, 16);
      return take(run({ instance: 0xc0, rand }), 96, 48);
    },
  };
}

/** The 200-byte state after all iterations. Every field enters with its bytes reversed. */
function permute(k: Uint8Array, inputs: StateInputs, iterations: number): Uint8Array {
  const state = new Uint8Array(200);
  const put = (offset: number, field: Uint8Array | undefined): void => {
    if (field !== undefined) state.set(field.toReversed(), offset);
  };
  put(0, inputs.top);
  state[32] = inputs.instance;
  put(33, algoName);
  put(40, inputs.rand);
  put(56, inputs.amf);
  put(58, inputs.sqn);
  put(64, k);
  state[96] = 0x1f;
  state[135] = 0x80;

  const view = new DataView(state.buffer);
  const words = Uint32Array.from({ length: 50 }, (_, i) => view.getUint32(4 * i, true));
  for (let i = 0; i < iterations; i++) keccakP(words);
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  return state;
}

function take(state: Uint8Array, offset: number, bits: number): Uint8Array {
  return state.subarray(offset, offset + bits / 8).toReversed();
}

/** The last bit of INSTANCE tells the length of K. */
function keyBit(k: Uint8Array): number {
  return k.length === 32 ? 1 : 0;
}

function checkIterations(iterations: number): number {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > 255)
    throw new InputError('aka.tuak-iterations', `${iterations} is not a number of Keccak iterations.`, {
      hint: 'Give 1 or more; operators use 1 or 2.',
      clause: '3GPP TS 35.231 5.2',
    });
  return iterations;
}
