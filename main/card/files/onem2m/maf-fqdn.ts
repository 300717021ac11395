import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(tlvHolder(0x80), heldText('MAF FQDN'));

/** The FQDN of the M2M Authentication Function, in a TLV object with tag 80. */
export const efMaffqdn: EfDeclaration<string> = {
  name: 'EF_MAFFQDN',
  title: 'Name of the MAF',
  home: '1M2M',
  fid: 0x6f09,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 3 },
  clause: 'oneM2M TS-0003 D.1.3.8',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '800f6d61662e6578616d706c652e636f6dffffff', value: 'maf.example.com' },
    { hex: '8000ffffffff', value: '' },
    { hex: 'ffffffff', value: '', roundTrip: false },
  ],
};
