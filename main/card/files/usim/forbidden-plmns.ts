import { list } from '../codec/list.ts';
import { plmnPart } from '../codec/plmn.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Networks that refused the subscriber. */
export const usimForbiddenPlmns: EfDeclaration<readonly (string | null)[]> = {
  name: 'EF_FPLMN',
  title: 'Forbidden networks',
  home: 'USIM',
  fid: 0x6f7b,
  sfi: 0x0d,
  structure: 'transparent',
  size: { min: 12, typical: 12 },
  access: standardAccess('PIN', 'PIN'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.16',
  codec: list({ name: 'Network', size: 3, part: plmnPart, empty: Uint8Array.of(0xff, 0xff, 0xff) }),
  vectors: [
    { hex: '62f21000f110130014ffffff', value: ['262-01', '001-01', '310-410'] },
    { hex: 'ffffffffffffffffffffffff', value: [] },
    { hex: '62f2ffffffff', malformed: 'fewer than two digits' },
  ],
};
