import { serviceTable } from '../codec/service-table.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { oneM2mServices } from './services.ts';

/**
 * Which oneM2M services the subscription has. Service 1 is b1 of the first byte, as in EF_UST: the table of D.1.3.1 is drawn like those of 3GPP,
 * a staircase whose first line, service 1, ends in the rightmost column.
 */
export const ef1m2mst: EfDeclaration<readonly number[]> = {
  name: 'EF_1M2MST',
  title: 'oneM2M service table',
  home: '1M2M',
  fid: 0x6f0a,
  sfi: 0x0a,
  structure: 'transparent',
  size: { min: 1, typical: 1 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: 'oneM2M TS-0003 D.1.3.1',
  codec: serviceTable(oneM2mServices),
  changeAdvice: 'caution',
  vectors: [
    { hex: '01', value: [1] },
    { hex: '80', value: [8] },
    { hex: '3f', value: [1, 2, 3, 4, 5, 6] },
    { hex: '00', value: [] },
    { hex: '9500', value: [1, 3, 5, 8] },
    { hex: '0001', value: [9] },
  ],
};
