import { plmnSelector, type SelectedPlmn } from '../codec/plmn-selector.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The home network by access technology, the first with the highest priority. */
export const usimHomePlmnSelector: EfDeclaration<readonly SelectedPlmn[]> = {
  name: 'EF_HPLMNwAcT',
  title: 'Home network by access technology',
  home: 'USIM',
  fid: 0x6f62,
  sfi: 0x13,
  structure: 'transparent',
  size: { min: 40, typical: 60 },
  access: standardAccess('PIN', 'ADM'),
  presence: { service: 43 },
  clause: '3GPP TS 31.102 4.2.54',
  codec: plmnSelector,
  vectors: [
    {
      hex: '00f110c08cffffff0000',
      value: [
        { plmn: '001-01', technologies: ['UTRAN', 'E-UTRAN WB-S1', 'E-UTRAN NB-S1', 'GSM', 'EC-GSM-IoT'] },
      ],
    },
  ],
};
