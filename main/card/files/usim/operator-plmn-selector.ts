import { plmnSelector, type SelectedPlmn } from '../codec/plmn-selector.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Networks the operator prefers, the first with the highest priority. */
export const usimOperatorPlmnSelector: EfDeclaration<readonly SelectedPlmn[]> = {
  name: 'EF_OPLMNwAcT',
  title: 'Preferred networks of the operator',
  home: 'USIM',
  fid: 0x6f61,
  sfi: 0x11,
  structure: 'transparent',
  size: { min: 40, typical: 60 },
  access: standardAccess('PIN', 'ADM'),
  presence: { service: 42 },
  clause: '3GPP TS 31.102 4.2.53',
  codec: plmnSelector,
  vectors: [
    {
      // 001-01 with E-UTRAN WB-S1, 001-010 with NG-RAN and GSM, 001-02 with E-UTRAN NB-S1, one empty place.
      hex: '00f1106000000110088400f1205000ffffff0000',
      value: [
        { plmn: '001-01', technologies: ['E-UTRAN WB-S1'] },
        { plmn: '001-010', technologies: ['NG-RAN', 'GSM'] },
        { plmn: '001-02', technologies: ['E-UTRAN NB-S1'] },
      ],
    },
  ],
};
