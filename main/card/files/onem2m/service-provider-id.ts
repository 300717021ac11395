import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(tlvHolder(0x80), heldText('Service provider identifier'));

/** The M2M-SP-ID of the provider of the subscription in EF_1M2MSID, in a TLV object with tag 80. */
export const ef1m2mspid: EfDeclaration<string> = {
  name: 'EF_1M2MSPID',
  title: 'oneM2M service provider identifier',
  home: '1M2M',
  fid: 0x6f03,
  sfi: 0x03,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: 'oneM2M TS-0003 D.1.3.3',
  codec,
  changeAdvice: 'no',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '80102f2f73702e6578616d706c652e636f6dffffffffffff', value: '//sp.example.com' },
    { hex: '8000ffffffff', value: '' },
    { hex: 'ffffffff', value: '', roundTrip: false },
  ],
};
