import { choicePart } from '../codec/choice.ts';
import { hexPart, reservedPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import { operationModes } from '../codec/operation-mode.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = layout(
  {
    mode: slot('Operation mode', 1, choicePart(operationModes)),
    additional: slot('Additional information', 2, hexPart),
    reserved: slot('Reserved', 'rest', reservedPart),
  },
  ({ mode }) => `${mode} operation`,
);

/** The mode of operation. Other than in the USIM there is no length of an MNC. */
export const isimAdministrativeData: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_AD',
  title: 'Administrative data',
  home: 'ISIM',
  fid: 0x6fad,
  sfi: 0x03,
  structure: 'transparent',
  size: { min: 3, typical: 3 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.5',
  codec,
  vectors: [
    { hex: '000000', value: { mode: 'normal', additional: '0000', reserved: '' } },
    { hex: '80000002', value: { mode: 'type approval', additional: '0000', reserved: '02' } },
  ],
};
