import { InputError } from '../../base/error.ts';

/**
 * RES as a UICC answers in the GBA context: the last bit is the other way round; XRES becomes the same in the BSF. Nobody can take the answer
 * to a bootstrapping for that to an ordinary challenge, nor the reverse. Applied twice it undoes itself. 4 to 16 bytes. 3GPP TS 33.220
 * 5.3.2, TS 31.102 7.1.1.
 * @throws InputError `key.length` for an empty RES
 */
export function modifyRes(res: Uint8Array): Uint8Array {
  const last = res.at(-1);
  if (last === undefined)
    throw new InputError('key.length', 'RES is empty.', {
      hint: 'Give RES with 4 to 16 bytes.',
      clause: '3GPP TS 33.220 5.3.2',
    });
  return res.with(res.length - 1, last ^ 0x01);
}

/**
 * What a BSF takes for the answer to its challenge, the right one first. A card that leaves RES as it is would fail for one bit, although the
 * MAC has told both sides which mode it is: with GBA_U that is taken, too.
 */
export function expectedResponses(xres: Uint8Array, mode: 'GBA_ME' | 'GBA_U'): readonly Uint8Array[] {
  return mode === 'GBA_U' ? [modifyRes(xres), xres] : [xres];
}
