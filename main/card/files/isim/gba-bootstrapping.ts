import { type GbaBootstrapping, gbaBootstrapping } from '../codec/gba-bootstrapping.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** The last GBA_U bootstrapping. It names the keys and holds none. */
export const isimGbaBootstrapping: EfDeclaration<GbaBootstrapping> = {
  name: 'EF_GBABP',
  title: 'GBA bootstrapping',
  home: 'ISIM',
  fid: 0x6fd5,
  structure: 'transparent',
  size: { min: 3, typical: 96 },
  access: standardAccess('PIN', 'PIN'),
  presence: { service: 2 },
  clause: '3GPP TS 31.103 4.2.9',
  codec: gbaBootstrapping,
  vectors: [
    {
      hex: '1023553cbe9637a89d218ae64dae47bf35284931553876705933714a306869755a4e726b652f4e513d3d406273662e6578616d706c652e636f6d14323033302d30312d30315430303a30303a30305affff',
      value: {
        rand: '23553cbe9637a89d218ae64dae47bf35',
        bTid: 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com',
        lifetime: '2030-01-01T00:00:00Z',
      },
    },
  ],
};
