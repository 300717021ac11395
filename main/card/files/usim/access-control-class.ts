import { unusable } from '../codec/errors.ts';
import { numberPart } from '../codec/hex.ts';
import { single } from '../codec/layout.ts';
import { listOf, numberOf, type Part } from '../codec/part.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Bit n of the two bytes together, from 0, is class n; the bit of 10 is no class and stays zero. */
const classesPart: Part<readonly number[]> = {
  decode(bytes) {
    const bits = numberPart.decode(bytes);
    return Array.from({ length: 16 }, (_, n) => n).filter((n) => ((bits >> n) & 1) === 1);
  },
  encode(value, size) {
    const classes = new Set(listOf(value).map((item) => numberOf(item, 0, 15)));
    if (classes.has(10)) throw unusable('10 is no access control class');
    return numberPart.encode(
      [...classes].reduce((sum, n) => sum + 2 ** n, 0),
      size,
    );
  },
  describe: (value) => (value.length === 0 ? 'none' : value.join(', ')),
  note: (bytes) => (classesPart.decode(bytes).includes(10) ? '10 is no access control class' : undefined),
};

/** The access control classes of the subscriber, 0 to 9 and 11 to 15. */
export const usimAccessControlClass: EfDeclaration<readonly number[]> = {
  name: 'EF_ACC',
  title: 'Access control class',
  home: 'USIM',
  fid: 0x6f78,
  sfi: 0x06,
  structure: 'transparent',
  size: { min: 2, typical: 2, max: 2 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.15',
  codec: single('Access control classes', 2, classesPart),
  vectors: [
    { hex: '0001', value: [0] },
    { hex: '8200', value: [9, 15] },
    { hex: '0000', value: [] },
    { hex: '01', malformed: '2 bytes are needed' },
  ],
};
