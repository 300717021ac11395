import { numberPart } from '../codec/hex.ts';
import { single } from '../codec/layout.ts';
import type { Part } from '../codec/part.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Minutes of one unit, 3GPP TS 22.011 3.2.2.5. */
const unit = 6;
/** 8 hours; larger values are for machine type terminals only. */
const maximum = 80;

const periodPart: Part<number> = {
  ...numberPart,
  describe: (value) => (value === 0 ? 'no search' : `every ${value * unit} minutes`),
  note: ([value = 0]) =>
    value > maximum ? 'more than 8 hours: most terminals use their default' : undefined,
};

/** How often a terminal looks for a network of higher priority, in units of 6 minutes; 0 is never. */
export const usimPlmnSearchPeriod: EfDeclaration<number> = {
  name: 'EF_HPPLMN',
  title: 'Search period for the home network',
  home: 'USIM',
  fid: 0x6f31,
  sfi: 0x12,
  structure: 'transparent',
  size: { min: 1, typical: 1, max: 1 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.6',
  codec: single('Search period', 1, periodPart),
  vectors: [
    { hex: '00', value: 0 },
    { hex: '05', value: 5 },
    { hex: '50', value: 80 },
  ],
};
