import { InputError } from '../../base/error.ts';

/** @throws InputError `key.length` unless `bytes` are `length` long. The bytes themselves never reach the error. */
export function requireExactLength(name: string, bytes: Uint8Array, length: number, clause: string): void {
  if (bytes.length !== length)
    throw new InputError('key.length', `${name} is ${bytes.length} bytes, not ${length}.`, {
      hint: `Give ${name} with ${length} bytes.`,
      clause,
      details: { length: bytes.length },
    });
}
