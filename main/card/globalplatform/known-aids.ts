import { toHex } from '../../base/bytes.ts';

/** Beginnings of AIDs, the longest first where one begins as another. */
const known: readonly (readonly [string, string])[] = [
  ['a0000005591010ffffffff8900000100', 'ISD-R'],
  ['a0000005591010ffffffff8900000200', 'ECASD'],
  ['a0000005591010ffffffff89', 'ISD-P'],
  ['a00000015153504341534400', 'CASD'],
  ['a000000151', 'GlobalPlatform security domain'],
  ['a0000000030000', 'Open Platform card manager'],
  ['a000000018434d', 'card manager'],
  ['a0000000871002', 'USIM'],
  ['a0000000871004', 'ISIM'],
  ['a0000000871005', 'USAT'],
  ['a0000003431002', 'CSIM'],
  ['a0000006451001', 'oneM2M UICC'],
  ['a0000006451002', '1M2MSM'],
  ['a0000000620', 'Java Card API'],
  ['a0000000090003ffffffff8910', 'UICC API'],
  ['a000000009000', 'UICC or (U)SIM API'],
];

/** What an application or package is, by the beginning of its AID, where that is publicly assigned. */
export function knownAidName(aid: Uint8Array): string | undefined {
  const text = toHex(aid);
  return known.find(([prefix]) => text.startsWith(prefix))?.[1];
}
