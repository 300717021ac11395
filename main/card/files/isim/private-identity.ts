import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The network access identifier of the subscriber in IMS. */
export const isimPrivateIdentity: EfDeclaration<string> = {
  name: 'EF_IMPI',
  title: 'IMS private user identity',
  home: 'ISIM',
  fid: 0x6f02,
  sfi: 0x02,
  structure: 'transparent',
  size: { min: 2, typical: 64 },
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.2',
  codec: held(tlvHolder(0x80), heldText('Private user identity')),
  vectors: [
    {
      hex: '803130303130313030303030303030303140696d732e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f7267ffff',
      value: '001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
    },
    {
      hex: '8000ffff',
      value: '',
    },
  ],
};
