import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(tlvHolder(0x80), heldText('CSE identifier'));

/** The CSE-ID of the local CSE as a URI, in a TLV object with tag 80. */
export const efCseid: EfDeclaration<string> = {
  name: 'EF_CSEID',
  title: 'Identifier of the local CSE',
  home: '1M2M',
  fid: 0x6f05,
  sfi: 0x05,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 1 },
  clause: 'oneM2M TS-0003 D.1.3.5',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    {
      hex: '80182f2f73702e6578616d706c652e636f6d2f6373652d677731ffffffffffff',
      value: '//sp.example.com/cse-gw1',
    },
    { hex: '8000ffffffff', value: '' },
    { hex: 'ffffffff', value: '', roundTrip: false },
    {
      hex: '80818d2f7373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373737373ffffffffffff',
      value:
        '/ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss',
    },
  ],
};
