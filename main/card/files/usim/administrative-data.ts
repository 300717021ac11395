import { choicePart } from '../codec/choice.ts';
import { flagsPart } from '../codec/flags.ts';
import { numberPart, reservedPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import { operationModes } from '../codec/operation-mode.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const additional = flagsPart([
  'ciphering indicator',
  'CSG display control',
  'ProSe services',
  'extended DRX',
]);
const digits = { ...numberPart, describe: (value: number) => `${value} digits` };

const codec = layout(
  {
    mode: slot('Operation mode', 1, choicePart(operationModes)),
    additional: slot('Additional information', 2, additional),
    mncLength: slot('Length of the MNC in the IMSI', 1, digits),
    reserved: slot('Reserved', 'rest', reservedPart),
  },
  ({ mode, mncLength }) => `${mode} operation, MNC of ${mncLength} digits`,
);

/** The mode of operation and the length of the MNC. */
export const usimAdministrativeData: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_AD',
  title: 'Administrative data',
  home: 'USIM',
  fid: 0x6fad,
  sfi: 0x03,
  structure: 'transparent',
  size: { min: 4, typical: 4 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.18',
  codec,
  vectors: [
    { hex: '00000002', value: { mode: 'normal', additional: [], mncLength: 2, reserved: '' } },
    {
      hex: '81000903ff',
      value: {
        mode: 'type approval with specific facilities',
        additional: ['ciphering indicator', 'extended DRX'],
        mncLength: 3,
        reserved: '',
      },
    },
    { hex: '000000', malformed: '4 bytes are needed' },
  ],
};
