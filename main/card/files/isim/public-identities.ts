import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { tlvHolder } from '../codec/tlv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** A SIP or tel URI of the subscriber in each record, the first the default. */
export const isimPublicIdentities: EfDeclaration<string> = {
  name: 'EF_IMPU',
  title: 'IMS public user identities',
  home: 'ISIM',
  fid: 0x6f04,
  sfi: 0x04,
  structure: 'linear-fixed',
  size: { min: 2, typical: 64, max: 255 },
  typicalRecords: 2,
  access: standardAccess('PIN', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.103 4.2.4',
  codec: held(tlvHolder(0x80), heldText('Public user identity')),
  vectors: [
    {
      hex: '80357369703a30303130313030303030303030303140696d732e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f7267ff',
      value: 'sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
    },
    {
      hex: 'ffffff',
      value: '',
      roundTrip: false,
    },
  ],
};
