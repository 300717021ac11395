import { InputError } from '../base/error.ts';

/** @throws InputError `aka.length` unless `bytes` has one of `lengths`. The bytes themselves never reach the error. */
export function requireLength(name: string, bytes: Uint8Array, ...lengths: readonly number[]): void {
  if (!lengths.includes(bytes.length))
    throw new InputError('aka.length', `${name} is ${bytes.length} bytes, not ${lengths.join(' or ')}.`, {
      hint: `Give ${name} with ${lengths.join(' or ')} bytes.`,
      clause: '3GPP TS 33.102 6.3.7',
      details: { length: bytes.length },
    });
}

/** RAND, SQN and AMF as f1 and f1* take them. @throws InputError `aka.length` */
export function requireMacInputs(rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): void {
  requireLength('RAND', rand, 16);
  requireLength('SQN', sqn, 6);
  requireLength('AMF', amf, 2);
}
