import { languageList } from '../codec/language-list.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Languages of the user in this application, the most preferred first. */
export const usimLanguages: EfDeclaration<readonly string[]> = {
  name: 'EF_LI',
  title: 'Languages',
  home: 'USIM',
  fid: 0x6f05,
  sfi: 0x02,
  structure: 'transparent',
  size: { min: 2, typical: 10 },
  access: standardAccess('ALW', 'PIN'),
  presence: 'optional',
  clause: '3GPP TS 31.102 4.2.1',
  codec: languageList,
  vectors: [{ hex: '64656672ffff', value: ['de', 'fr'] }],
};
