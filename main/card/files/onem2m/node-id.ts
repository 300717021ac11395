import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(tlvHolder(0x80), heldText('Node identifier'));

/** The M2M-Node-ID of the node with the local CSE, in a TLV object with tag 80 (table E.4 names the tag). */
export const efM2mnid: EfDeclaration<string> = {
  name: 'EF_M2MNID',
  title: 'oneM2M node identifier',
  home: '1M2M',
  fid: 0x6f04,
  sfi: 0x04,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 6 },
  clause: 'oneM2M TS-0003 D.1.3.4',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    {
      hex: '801f75726e3a67736d613a696d65693a39303432303135362d3032353736332d30ffffffffffffff',
      value: 'urn:gsma:imei:90420156-025763-0',
    },
    { hex: '8000ffffffff', value: '' },
    { hex: 'ffffffff', value: '', roundTrip: false },
  ],
};
