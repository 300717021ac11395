import { accessRulesCodec } from '../codec/access-rules.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The access rules that the files of the MF refer to, one set in each record. */
export const mfAccessRules: EfDeclaration<string> = {
  name: 'EF_ARR',
  title: 'Access rules',
  home: 'MF',
  fid: 0x2f06,
  sfi: 0x06,
  structure: 'linear-fixed',
  size: { min: 1, typical: 32, max: 255 },
  typicalRecords: 8,
  access: standardAccess('ALW', 'ADM'),
  presence: 'optional',
  clause: 'ETSI TS 102 221 13.4',
  codec: accessRulesCodec,
  vectors: [
    {
      hex: '80010190008001029700800118a40683010a9501088401d4a40683010a950108',
      value: '80010190008001029700800118a40683010a9501088401d4a40683010a950108',
    },
    { hex: '8001019000ffff', value: '8001019000' },
    { hex: '800101', malformed: 'no condition' },
    { hex: '9000', malformed: 'no access mode' },
    { hex: '80059000', malformed: 'announced' },
  ],
};
