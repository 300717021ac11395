import { plmnSelector, type SelectedPlmn } from '../codec/plmn-selector.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Networks the user prefers, the first with the highest priority. */
export const usimUserPlmnSelector: EfDeclaration<readonly SelectedPlmn[]> = {
  name: 'EF_PLMNwAcT',
  title: 'Preferred networks of the user',
  home: 'USIM',
  fid: 0x6f60,
  sfi: 0x0a,
  structure: 'transparent',
  size: { min: 40, typical: 60 },
  access: standardAccess('PIN', 'PIN'),
  presence: { service: 20 },
  clause: '3GPP TS 31.102 4.2.5',
  codec: plmnSelector,
  vectors: [
    { hex: '62f2104000', value: [{ plmn: '262-01', technologies: ['E-UTRAN WB-S1', 'E-UTRAN NB-S1'] }] },
    {
      hex: '62f220488c',
      value: [
        { plmn: '262-02', technologies: ['NG-RAN', 'E-UTRAN WB-S1', 'E-UTRAN NB-S1', 'GSM', 'EC-GSM-IoT'] },
      ],
    },
    {
      // The same with the other codings of both kinds.
      hex: '62f2207880',
      value: [
        { plmn: '262-02', technologies: ['NG-RAN', 'E-UTRAN WB-S1', 'E-UTRAN NB-S1', 'GSM', 'EC-GSM-IoT'] },
      ],
      roundTrip: false,
    },
    { hex: 'ffffff0000ffffff0000', value: [] },
    { hex: 'ffffffffff', value: [], roundTrip: false },
    { hex: '62af104000', malformed: 'not a digit' },
    { hex: '62f21040', malformed: 'shorter than 5 bytes' },
  ],
};
