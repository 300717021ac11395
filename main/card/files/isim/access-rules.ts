import { accessRulesCodec } from '../codec/access-rules.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The access rules that the files of the ISIM refer to, one set in each record. */
export const isimAccessRules: EfDeclaration<string> = {
  name: 'EF_ARR',
  title: 'Access rules',
  home: 'ISIM',
  fid: 0x6f06,
  sfi: 0x06,
  structure: 'linear-fixed',
  size: { min: 1, typical: 32, max: 255 },
  typicalRecords: 8,
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.6',
  codec: accessRulesCodec,
  vectors: [{ hex: '800101900080015aa40683010a950108ff', value: '800101900080015aa40683010a950108' }],
};
