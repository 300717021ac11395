import { serviceTable } from '../codec/service-table.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { isimServices } from './services.ts';

/** Which services of the ISIM are available. Service 1 is b1 of the first byte. */
export const isimServiceTable: EfDeclaration<readonly number[]> = {
  name: 'EF_IST',
  title: 'ISIM service table',
  home: 'ISIM',
  fid: 0x6f07,
  sfi: 0x07,
  structure: 'transparent',
  size: { min: 1, typical: 3 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.7',
  codec: serviceTable(isimServices),
  vectors: [
    { hex: '02', value: [2] },
    { hex: '1100', value: [1, 5] },
  ],
};
