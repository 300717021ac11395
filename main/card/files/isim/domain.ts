import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The domain of the home network. */
export const isimDomain: EfDeclaration<string> = {
  name: 'EF_DOMAIN',
  title: 'Home network domain name',
  home: 'ISIM',
  fid: 0x6f03,
  sfi: 0x05,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.3',
  codec: held(tlvHolder(0x80), heldText('Home network domain')),
  vectors: [
    {
      hex: '8021696d732e6d6e633030302e6d63633733382e336770706e6574776f726b2e6f7267',
      value: 'ims.mnc000.mcc738.3gppnetwork.org',
    },
    {
      hex: '8000ffff',
      value: '',
    },
  ],
};
