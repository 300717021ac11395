import { expect, test } from 'vitest';
import { parseFault } from './lab.ts';

test.each([
  ['power-loss-before:3', { kind: 'power-loss', when: 'before', apdu: 3 }],
  ['power-loss-after:17', { kind: 'power-loss', when: 'after', apdu: 17 }],
  ['removal:1', { kind: 'removal', apdu: 1 }],
  ['status-word:2:6f00', { kind: 'status-word', apdu: 2, sw: '6f00' }],
  ['delay:5:0.1', { kind: 'delay', perApduMs: 5, perByteMs: 0.1 }],
  ['delay:5', { kind: 'delay', perApduMs: 5, perByteMs: 0 }],
])('%s', (text, fault) => expect(parseFault(text)).toEqual(fault));

test.each(['', 'removal', 'removal:0', 'removal:x', 'status-word:1:XYZ', 'delay:-1', 'fire:3'])(
  '“%s” is refused',
  (text) => expect(() => parseFault(text)).toThrow(expect.objectContaining({ code: 'lab.fault' })),
);
