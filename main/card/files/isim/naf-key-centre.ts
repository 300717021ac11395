import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The FQDN of a NAF key centre in each record, for the local keys of 3GPP TS 33.110. */
export const isimNafKeyCentre: EfDeclaration<string> = {
  name: 'EF_NAFKCA',
  title: 'NAF key centre addresses',
  home: 'ISIM',
  fid: 0x6fdd,
  structure: 'linear-fixed',
  size: { min: 2, typical: 64, max: 255 },
  typicalRecords: 2,
  access: standardAccess('PIN', 'ADM'),
  presence: { service: 4 },
  clause: '3GPP TS 31.103 4.2.11',
  codec: held(tlvHolder(0x80), heldText('NAF key centre')),
  vectors: [
    {
      hex: '8030656e65746e61667830312e696d732e6d6e633030302e6d63633733382e7075622e336770706e6574776f726b2e6f7267',
      value: 'enetnafx01.ims.mnc000.mcc738.pub.3gppnetwork.org',
    },
  ],
};
