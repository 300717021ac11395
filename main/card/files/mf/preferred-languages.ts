import { languageList } from '../codec/language-list.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Languages of the user, the most preferred first. */
export const mfPreferredLanguages: EfDeclaration<readonly string[]> = {
  name: 'EF_PL',
  title: 'Preferred languages',
  home: 'MF',
  fid: 0x2f05,
  sfi: 0x05,
  structure: 'transparent',
  size: { min: 2, typical: 10 },
  access: standardAccess('ALW', 'PIN'),
  presence: 'mandatory',
  clause: 'ETSI TS 102 221 13.3',
  codec: languageList,
  vectors: [
    { hex: '656e', value: ['en'] },
    { hex: '656e64657275ffffffff', value: ['en', 'de', 'ru'] },
    { hex: 'ffff6465', value: ['de'], roundTrip: false },
    { hex: 'ffffffff', value: [] },
    { hex: '6531', malformed: 'two letters' },
  ],
};
