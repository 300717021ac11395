import { unusable } from './errors.ts';
import { numberPart } from './hex.ts';
import { listOf, type Part, textOf } from './part.ts';

/** Technologies with a bit of their own in the two bytes, 3GPP TS 31.102 4.2.5. */
const plain: readonly (readonly [name: string, bit: number])[] = [
  ['UTRAN', 0x8000],
  ['NG-RAN', 0x0800],
  ['satellite NG-RAN', 0x0400],
  ['satellite E-UTRAN WB-S1', 0x0200],
  ['satellite E-UTRAN NB-S1', 0x0100],
  ['GSM COMPACT', 0x0040],
  ['cdma2000 HRPD', 0x0020],
  ['cdma2000 1xRTT', 0x0010],
  ['reserved b2', 0x0002],
  ['reserved b1', 0x0001],
];

/**
 * One bit selects the technology, two more narrow it down to a kind; both or neither of these mean both kinds (tables 4.2.5.1 and
 * 4.2.5.2). `both` is how both are written.
 */
const paired = [
  { selected: 0x4000, first: ['E-UTRAN WB-S1', 0x2000], second: ['E-UTRAN NB-S1', 0x1000], both: 0x4000 },
  { selected: 0x0080, first: ['GSM', 0x0004], second: ['EC-GSM-IoT', 0x0008], both: 0x008c },
] as const;

const names = [
  ...plain.map(([name]) => name),
  ...paired.flatMap(({ first, second }) => [first[0], second[0]]),
];

/** Access technology identifier of two bytes: the names of what is selected, in the order of the bits. */
export const accessTechnologyPart: Part<readonly string[]> = {
  decode(bytes) {
    const bits = numberPart.decode(bytes);
    const selected = new Set(plain.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name));
    for (const pair of paired) {
      if ((bits & pair.selected) === 0) continue;
      const onlyFirst = (bits & pair.first[1]) !== 0 && (bits & pair.second[1]) === 0;
      const onlySecond = (bits & pair.second[1]) !== 0 && (bits & pair.first[1]) === 0;
      if (!onlySecond) selected.add(pair.first[0]);
      if (!onlyFirst) selected.add(pair.second[0]);
    }
    return names.filter((name) => selected.has(name));
  },
  encode(value, size) {
    const selected = new Set(listOf(value).map(textOf));
    for (const name of selected)
      if (!names.includes(name)) throw unusable(`“${name}” is not one of ${names.join(', ')}`);
    let bits = 0;
    for (const [name, bit] of plain) if (selected.has(name)) bits |= bit;
    for (const pair of paired) {
      const first = selected.has(pair.first[0]);
      const second = selected.has(pair.second[0]);
      if (first && second) bits |= pair.both;
      else if (first) bits |= pair.selected | pair.first[1];
      else if (second) bits |= pair.selected | pair.second[1];
    }
    return numberPart.encode(bits, size);
  },
  describe: (value) => (value.length === 0 ? 'no technology' : value.join(', ')),
};
