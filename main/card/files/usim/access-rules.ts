import { accessRulesCodec } from '../codec/access-rules.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The access rules that the files of the USIM refer to, one set in each record. */
export const usimAccessRules: EfDeclaration<string> = {
  name: 'EF_ARR',
  title: 'Access rules',
  home: 'USIM',
  fid: 0x6f06,
  sfi: 0x17,
  structure: 'linear-fixed',
  size: { min: 1, typical: 32, max: 255 },
  typicalRecords: 16,
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.55',
  codec: accessRulesCodec,
  vectors: [
    {
      hex: '800101a40683010195010880015aa40683010a950108ffff',
      value: '800101a40683010195010880015aa40683010a950108',
    },
  ],
};
