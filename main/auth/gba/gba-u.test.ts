import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { modifyMac } from './mac-modification.ts';
import { expectedResponses, modifyRes } from './res-modification.ts';

describe('what GBA_U changes in a challenge and its answer', () => {
  test('the MAC with the first 64 bits of SHA-1 (IK), the last bit of RES', () => {
    // AUTN and IK of test set 1 of TS 35.207; the mask was made with another implementation of SHA-1.
    const ik = fromHex('f769bcd751044604127672711c6d3441');
    const autn = fromHex('55f328b43577b9b94a9ffac354dfafb3');
    const modified = modifyMac(autn, ik);
    expect(toHex(modified.subarray(0, 8))).toBe('55f328b43577b9b9');
    expect(toHex(modified.subarray(8))).toBe('8c7f3f0d723fb244');
    expect(toHex(modifyRes(fromHex('a54211d5e3ba50bf')))).toBe('a54211d5e3ba50be');
  });

  test('both undo themselves, and change nothing else', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, bytes, fc.uint8Array({ minLength: 1, maxLength: 16 }), (autn, ik, res) => {
        expect(modifyMac(modifyMac(autn, ik), ik)).toEqual(autn);
        expect(modifyRes(modifyRes(res))).toEqual(res);
        expect(modifyRes(res).subarray(0, -1)).toEqual(res.subarray(0, -1));
      }),
    );
  });

  test('a BSF takes RES as it is with GBA_ME only, and both with GBA_U', () => {
    const xres = concatBytes([1, 2, 3, 4]);
    expect(expectedResponses(xres, 'GBA_ME').map(toHex)).toEqual(['01020304']);
    expect(expectedResponses(xres, 'GBA_U').map(toHex)).toEqual(['01020305', '01020304']);
    expect(() => modifyRes(new Uint8Array())).toThrow(expect.objectContaining({ code: 'key.length' }));
  });
});
