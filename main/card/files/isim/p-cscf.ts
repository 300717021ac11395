import { held } from '../codec/held.ts';
import { heldAddress } from '../codec/held-address.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** An address of a P-CSCF in each record, the first with the highest priority. Service 5 requires the file as well. */
export const isimPcscf: EfDeclaration<string> = {
  name: 'EF_P-CSCF',
  title: 'P-CSCF addresses',
  home: 'ISIM',
  fid: 0x6f09,
  structure: 'linear-fixed',
  size: { min: 2, typical: 64, max: 255 },
  typicalRecords: 2,
  access: standardAccess('PIN', 'ADM'),
  presence: { service: 1 },
  clause: '3GPP TS 31.103 4.2.8',
  codec: held(tlvHolder(0x80), heldAddress('P-CSCF address')),
  vectors: [
    {
      hex: '802c0070637363662e696d732e6d6e633030302e6d63633733382e7075622e336770706e6574776f726b2e6f7267',
      value: 'pcscf.ims.mnc000.mcc738.pub.3gppnetwork.org',
    },
    {
      hex: '801102fe800000000000000042d7fffe530335',
      value: 'fe80::42:d7ff:fe53:335',
    },
    {
      hex: '800501c0000201ffff',
      value: '192.0.2.1',
    },
    { hex: '800403c00002', malformed: 'is reserved' },
  ],
};
