import { alphaPart } from '../codec/alpha-identifier.ts';
import { diallingNumberPart } from '../codec/dialling-number.ts';
import { hexPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';
import { parametersInUsePart } from './sms-parameter-indicators.ts';
import { validityPeriodPart } from './sms-validity-period.ts';

const serviceCentre = diallingNumberPart('bytes');

const codec = layout(
  {
    name: slot('Name', 'rest', alphaPart),
    inUse: slot('Parameters in use', 1, parametersInUsePart),
    destination: slot('Destination address', 12, diallingNumberPart('digits')),
    serviceCentre: slot('Service centre address', 12, serviceCentre),
    protocol: slot('Protocol identifier', 1, hexPart),
    coding: slot('Data coding scheme', 1, hexPart),
    validity: slot('Validity period', 1, validityPeriodPart),
  },
  (value) =>
    (value.name === '' ? '' : `${value.name}: `) +
    `service centre ${serviceCentre.describe(value.serviceCentre)}`,
);

/** Parameters for sending short messages; the first record is the default. `validity` in minutes. */
export const usimSmsParameters: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_SMSP',
  title: 'Short message parameters',
  home: 'USIM',
  fid: 0x6f42,
  structure: 'linear-fixed',
  size: { min: 28, typical: 44, max: 255 },
  typicalRecords: 1,
  access: standardAccess('PIN', 'PIN'),
  presence: { service: 12 },
  clause: '3GPP TS 31.102 4.2.27',
  codec,
  vectors: [
    {
      hex: '534d5343ffffffffffffffffffffffffe1ffffffffffffffffffffffff0891945197109099f9ffffff0000a9',
      value: {
        name: 'SMSC',
        inUse: ['serviceCentre', 'protocol', 'coding', 'validity'],
        destination: null,
        serviceCentre: { digits: '4915790109999', type: 'international', plan: 'ISDN/telephony' },
        protocol: '00',
        coding: '00',
        validity: 4320,
      },
    },
    {
      hex: '454e6574776f726b73fffffffffffffff1ffffffffffffffffffffffffffffffffffffffffffffffff0000a7',
      value: {
        name: 'ENetworks',
        inUse: ['serviceCentre', 'protocol', 'coding'],
        destination: null,
        serviceCentre: null,
        protocol: '00',
        coding: '00',
        validity: 1440,
      },
    },
    {
      hex: 'fffffffffffffffffffffffffffffffffffffffffffffffffc0b919403214365f7ffffffff07919403214365f7ffffffffffffff',
      value: {
        name: '',
        inUse: ['destination', 'serviceCentre'],
        destination: { digits: '49301234567', type: 'international', plan: 'ISDN/telephony' },
        serviceCentre: { digits: '49301234567', type: 'international', plan: 'ISDN/telephony' },
        protocol: 'ff',
        coding: 'ff',
        validity: 635_040,
      },
    },
    {
      hex: 'fc0c919403214365f7ffffffff07919403214365f7ffffffffffffff',
      malformed: '12 digits are announced, 11 are there',
    },
  ],
};
