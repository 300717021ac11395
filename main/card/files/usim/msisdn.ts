import { alphaPart } from '../codec/alpha-identifier.ts';
import { diallingNumberPart } from '../codec/dialling-number.ts';
import { layout, slot } from '../codec/layout.ts';
import { recordLinkPart } from '../codec/record-link.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const number = diallingNumberPart('bytes');

const codec = layout(
  {
    name: slot('Name', 'rest', alphaPart),
    number: slot('Number', 12, number),
    capability: slot('Capability configuration record', 1, recordLinkPart),
    extension: slot('Extension record', 1, recordLinkPart),
  },
  (value) => (value.name === '' ? '' : `${value.name}: `) + number.describe(value.number),
);

/** The subscriber's own telephone numbers, one in each record. */
export const usimMsisdn: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_MSISDN',
  title: 'Own telephone numbers',
  home: 'USIM',
  fid: 0x6f40,
  structure: 'linear-fixed',
  size: { min: 14, typical: 34, max: 255 },
  typicalRecords: 2,
  access: standardAccess('PIN', 'PIN'),
  presence: { service: 21 },
  clause: '3GPP TS 31.102 4.2.26',
  codec,
  vectors: [
    {
      hex: 'ffffffffffffffffffffffffffffffffffffffff04b12143f5ffffffffffffffffff',
      value: {
        name: '',
        number: { digits: '12345', type: 'network specific', plan: 'ISDN/telephony' },
        capability: null,
        extension: null,
      },
    },
    {
      hex: '4d65ffff0891000121436587f9ffffff01ff',
      value: {
        name: 'Me',
        number: { digits: '0010123456789', type: 'international', plan: 'ISDN/telephony' },
        capability: 1,
        extension: null,
      },
    },
    {
      hex: 'ffffffffffffffffffffffffffff',
      value: { name: '', number: null, capability: null, extension: null },
    },
    { hex: '0d91214365870921436587f9ffff', malformed: 'there is room for 10' },
    { hex: '0391ff21ffffffffffffffffffff', malformed: 'after the end' },
  ],
};
