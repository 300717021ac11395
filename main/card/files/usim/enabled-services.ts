import { serviceTable } from '../codec/service-table.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { usimEnabledServices } from './services.ts';

/** Which of the services that can be switched are switched on. */
export const usimEnabledServicesTable: EfDeclaration<readonly number[]> = {
  name: 'EF_EST',
  title: 'Enabled services table',
  home: 'USIM',
  fid: 0x6f56,
  sfi: 0x05,
  structure: 'transparent',
  size: { min: 1, typical: 1 },
  access: standardAccess('PIN', 'PIN2'),
  presence: { service: 34 },
  clause: '3GPP TS 31.102 4.2.47',
  codec: serviceTable(usimEnabledServices),
  vectors: [
    { hex: '05', value: [1, 3] },
    { hex: '00', value: [] },
  ],
};
