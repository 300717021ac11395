import { alphaPart } from '../codec/alpha-identifier.ts';
import { bcdPart, decimalDigits } from '../codec/bcd.ts';
import { flagsPart } from '../codec/flags.ts';
import { layout, slot } from '../codec/layout.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Emergency service categories, 3GPP TS 24.008 10.5.4.33. */
const services = flagsPart([
  'police',
  'ambulance',
  'fire brigade',
  'marine guard',
  'mountain rescue',
  'manual eCall',
  'automatic eCall',
]);

const codec = layout(
  {
    number: slot('Emergency number', 3, bcdPart(decimalDigits)),
    name: slot('Name', 'rest', alphaPart),
    services: slot('Services', 1, services),
  },
  ({ number, name }) => (name === '' ? number : `${number} ${name}`),
);

/** Emergency numbers, one in each record. */
export const usimEmergencyNumbers: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_ECC',
  title: 'Emergency numbers',
  home: 'USIM',
  fid: 0x6fb7,
  sfi: 0x01,
  structure: 'linear-fixed',
  size: { min: 4, typical: 14, max: 255 },
  typicalRecords: 5,
  access: standardAccess('ALW', 'ADM'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.21',
  codec,
  vectors: [
    { hex: '19f1ff01', value: { number: '911', name: '', services: ['police'] } },
    {
      hex: '11f2ff534f53ffff06',
      value: { number: '112', name: 'SOS', services: ['ambulance', 'fire brigade'] },
    },
    { hex: '19f101', malformed: '4 bytes are needed' },
  ],
};
