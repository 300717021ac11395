import { createCipheriv } from 'node:crypto';
import { concatBytes } from '../base/bytes.ts';
import type { AkaAlgorithm } from './algorithm.ts';
import { requireLength, requireMacInputs } from './length.ts';
import { xorBytes } from './xor-bytes.ts';

/** Constants r1 to r5 in bytes and the last byte of c1 to c5, 3GPP TS 35.206 4.1. */
const f1Step = { rotate: 8, constant: 0 };
const f2Step = { rotate: 0, constant: 1 };
const f3Step = { rotate: 4, constant: 2 };
const f4Step = { rotate: 8, constant: 4 };
const f5starStep = { rotate: 12, constant: 8 };

/**
 * OPc of operator variant OP for key K; both 16 bytes. 3GPP TS 35.206 4.1.
 * @throws InputError `aka.length`
 */
export function deriveOpc(k: Uint8Array, op: Uint8Array): Uint8Array {
  requireLength('K', k, 16);
  requireLength('OP', op, 16);
  return xorBytes(encryptBlock(k, op), op);
}

/**
 * MILENAGE, 3GPP TS 35.206, with the standard constants. K and OPc are 16 bytes; RES is 8 bytes.
 * @throws InputError `aka.length`
 */
export function milenage(k: Uint8Array, opc: Uint8Array): AkaAlgorithm {
  requireLength('K', k, 16);
  requireLength('OPc', opc, 16);

  const temp = (rand: Uint8Array): Uint8Array => {
    requireLength('RAND', rand, 16);
    return encryptBlock(k, xorBytes(rand, opc));
  };
  const out = (input: Uint8Array, step: typeof f1Step, add?: Uint8Array): Uint8Array => {
    const block = rotateLeft(xorBytes(input, opc), step.rotate);
    block[15]! ^= step.constant;
    return xorBytes(encryptBlock(k, add === undefined ? block : xorBytes(block, add)), opc);
  };
  /** OUT1: MAC-A and MAC-S side by side. */
  const macs = (rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): Uint8Array => {
    requireMacInputs(rand, sqn, amf);
    return out(concatBytes(sqn, amf, sqn, amf), f1Step, temp(rand));
  };

  return {
    name: 'milenage',
    f1: (rand, sqn, amf) => macs(rand, sqn, amf).slice(0, 8),
    f1star: (rand, sqn, amf) => macs(rand, sqn, amf).slice(8),
    f2345: (rand) => {
      const t = temp(rand);
      const out2 = out(t, f2Step);
      return { res: out2.slice(8), ck: out(t, f3Step), ik: out(t, f4Step), ak: out2.slice(0, 6) };
    },
    f5star: (rand) => out(temp(rand), f5starStep).slice(0, 6),
  };
}

function rotateLeft(block: Uint8Array, bytes: number): Uint8Array {
  return block.map((_, i) => block[(i + bytes) % 16]!);
}

function encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return new Uint8Array(cipher.update(block));
}
