import { serviceTable } from '../codec/service-table.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { oneM2mServices } from './services.ts';

/** Which oneM2M services the subscription has. Service 1 is b8 of the first byte, the other way round than in the tables of 3GPP. */
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
  codec: serviceTable({ names: oneM2mServices, lowest: 'b8' }),
  changeAdvice: 'caution',
  vectors: [
    { hex: '80', value: [1] },
    { hex: '01', value: [8] },
    { hex: 'fc', value: [1, 2, 3, 4, 5, 6] },
    { hex: '00', value: [] },
    { hex: 'a900', value: [1, 3, 5, 8] },
    { hex: '0080', value: [9] },
  ],
};
