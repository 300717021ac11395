import { type GbaNaf, gbaNafList } from '../codec/gba-naf-list.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** NAFs for which keys have been derived, one in each record. */
export const isimGbaNafList: EfDeclaration<GbaNaf> = {
  name: 'EF_GBANL',
  title: 'GBA NAF list',
  home: 'ISIM',
  fid: 0x6fd7,
  structure: 'linear-fixed',
  size: { min: 9, typical: 96, max: 255 },
  typicalRecords: 4,
  access: standardAccess('PIN', 'ADM'),
  presence: { service: 2 },
  clause: '3GPP TS 31.103 4.2.10',
  codec: gbaNafList,
  vectors: [
    {
      hex: '80146e61662e6578616d706c652e636f6d010000000281284931553876705933714a306869755a4e726b652f4e513d3d406273662e6578616d706c652e636f6dff',
      value: {
        fqdn: 'naf.example.com',
        uaProtocol: '0100000002',
        bTid: 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com',
      },
    },
  ],
};
