import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { type DirectoryValue, directoryCodec } from './dir-codec.ts';

const none = { oneM2m: [], discretionary: [], other: [] };

/** One application in each record, with the DF_1M2M that its ADF holds (oneM2M TS-0003 D.1.2). */
export const mfDir: EfDeclaration<DirectoryValue> = {
  name: 'EF_DIR',
  title: 'Applications on the card',
  home: 'MF',
  fid: 0x2f00,
  sfi: 0x1e,
  structure: 'linear-fixed',
  size: { min: 5, typical: 64, max: 129 },
  typicalRecords: 5,
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: 'ETSI TS 102 221 13.1',
  codec: directoryCodec,
  vectors: [
    {
      hex: '61194f10a0000000871004ffffffff890709000050054953696d31',
      value: { aid: 'a0000000871004ffffffff8907090000', label: 'ISim1', ...none },
    },
    {
      hex: '61294f10a0000000871002ffffffff890709000050055553696d31730ea00c80011781025f608203454150ffff',
      value: {
        aid: 'a0000000871002ffffffff8907090000',
        label: 'USim1',
        ...none,
        discretionary: [{ tag: 'A0', value: '80011781025f608203454150' }],
      },
    },
    {
      hex: '611f4f07a00000008710027314a21280075f407375622d3180075f417375622d32ff',
      value: {
        aid: 'a0000000871002',
        label: null,
        ...none,
        oneM2m: [
          { df: '5F40', subscription: 'sub-1' },
          { df: '5F41', subscription: 'sub-2' },
        ],
      },
    },
    {
      // The same with two A2 objects, one in a template of its own, and a subscription that is no text.
      hex: '611f4f07a0000000871002730ba20980075f407375622d317307a20580035f41c3',
      value: {
        aid: 'a0000000871002',
        label: null,
        ...none,
        oneM2m: [
          { df: '5F40', subscription: 'sub-1' },
          { df: '5F41', subscription: '0xc3' },
        ],
      },
      roundTrip: false,
    },
    { hex: '61054f03a00000', value: { aid: 'a00000', label: null, ...none } },
    { hex: '6103500141', malformed: 'tag 4F, is missing' },
    { hex: '610a4f03a00000', malformed: '10 bytes announced' },
    { hex: '60024f00', malformed: 'application template' },
    { hex: '610a4f01a07305a20380015f', malformed: 'no DF identifier' },
  ],
};
