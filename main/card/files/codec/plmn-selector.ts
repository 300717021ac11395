import { concatBytes } from '../../../base/bytes.ts';
import { accessTechnologyPart } from './access-technology.ts';
import { list } from './list.ts';
import { membersOf, type Part } from './part.ts';
import { plmnPart } from './plmn.ts';

/** A network and the access technologies by which it is preferred, 3GPP TS 31.102 4.2.5. */
export type SelectedPlmn = { readonly plmn: string | null; readonly technologies: readonly string[] };

const selectedPart: Part<SelectedPlmn> = {
  decode: (bytes) => ({
    plmn: plmnPart.decode(bytes.subarray(0, 3)),
    technologies: accessTechnologyPart.decode(bytes.subarray(3)),
  }),
  encode(value) {
    const member = membersOf(value, ['plmn', 'technologies']);
    return concatBytes(
      plmnPart.encode(member('plmn'), 3),
      accessTechnologyPart.encode(member('technologies'), 2),
    );
  },
  describe: ({ plmn, technologies }) =>
    `${plmnPart.describe(plmn)}: ${accessTechnologyPart.describe(technologies)}`,
};

/** PLMN selector with access technology, the first with the highest priority. */
export const plmnSelector = list({
  name: 'Network',
  size: 5,
  part: selectedPart,
  empty: Uint8Array.of(0xff, 0xff, 0xff, 0x00, 0x00),
  emptyPrefix: 3,
});
