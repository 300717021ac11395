import { alphaPart } from '../codec/alpha-identifier.ts';
import { flagsPart } from '../codec/flags.ts';
import { layout, slot } from '../codec/layout.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const display = flagsPart(['network name required at home', 'provider name not required abroad']);

const codec = layout(
  {
    display: slot('Display condition', 1, display),
    name: slot('Service provider name', 'rest', alphaPart),
  },
  ({ name }) => name,
);

/** The name of the service provider and when a terminal shows it. */
export const usimServiceProviderName: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_SPN',
  title: 'Service provider name',
  home: 'USIM',
  fid: 0x6f46,
  structure: 'transparent',
  size: { min: 17, typical: 17, max: 17 },
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 19 },
  clause: '3GPP TS 31.102 4.2.12',
  codec,
  vectors: [
    {
      hex: '0143617264777269676874ffffffffffff',
      value: { display: ['network name required at home'], name: 'Cardwright' },
    },
    // The example of form 81 in ETSI TS 102 221 annex A has base 0980; here with all its characters in use.
    { hex: '008103135395a6ffffffffffffffffffff', value: { display: [], name: 'S\u0995\u09a6' } },
    // The example of form 82 there: base 0530, a dash and a 1 of the GSM alphabet.
    {
      hex: '03820505302d82d32d31ffffffffffffff',
      value: {
        display: ['network name required at home', 'provider name not required abroad'],
        name: '-\u0532\u0583-1',
      },
      // Written with its first character as the base.
      roundTrip: false,
    },
    { hex: '00800053004e6587ffffffffffffffffff', value: { display: [], name: 'SN\u6587' }, roundTrip: false },
    { hex: '00c3', malformed: 'not a character of the GSM default alphabet' },
    { hex: '008105135395', malformed: 'has 5 characters' },
    { hex: '0080d800ffff', malformed: 'half a surrogate pair' },
  ],
};
