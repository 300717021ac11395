import { serviceTable } from '../codec/service-table.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { usimServices } from './services.ts';

/** Which services of the USIM are available. Service 1 is b1 of the first byte. */
export const usimServiceTable: EfDeclaration<readonly number[]> = {
  name: 'EF_UST',
  title: 'USIM service table',
  home: 'USIM',
  fid: 0x6f38,
  sfi: 0x04,
  structure: 'transparent',
  size: { min: 1, typical: 18 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.8',
  codec: serviceTable(usimServices),
  vectors: [
    { hex: '01', value: [1] },
    { hex: '0080', value: [16] },
    { hex: '000000000000000008', value: [68] },
    { hex: '0a04080001', value: [2, 4, 11, 20, 33] },
    { hex: '000000', value: [] },
  ],
};
