import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(tlvHolder(0x80), heldText('Subscription identifier'));

/** The M2M-Sub-ID in a TLV object with tag 80. */
export const ef1m2msid: EfDeclaration<string> = {
  name: 'EF_1M2MSID',
  title: 'oneM2M subscription identifier',
  home: '1M2M',
  fid: 0x6f02,
  sfi: 0x02,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: 'oneM2M TS-0003 D.1.3.2',
  codec,
  changeAdvice: 'no',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '80087375622d30303031ffffffffffff', value: 'sub-0001' },
    { hex: '8000ffffffff', value: '' },
    { hex: 'ffffffff', value: '', roundTrip: false },
    { hex: '80087375622d303030310000', value: 'sub-0001', roundTrip: false },
    { hex: '810461626364', malformed: 'instead of tag 80' },
    { hex: '80056162', malformed: '5 bytes announced' },
    { hex: '8002c328', malformed: 'not valid UTF-8' },
    { hex: '800161ff00', malformed: 'other bytes than FF' },
  ],
};
