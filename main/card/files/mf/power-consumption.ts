import { flagsPart } from '../codec/flags.ts';
import { numberPart, reservedPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const milliampere = { ...numberPart, describe: (value: number) => `${value} mA` };
const seconds = { ...numberPart, describe: (value: number) => `${value} s` };

const codec = layout(
  {
    maxCurrent: slot('Maximum current', 1, milliampere),
    timeout: slot('Operator-defined timeout', 1, seconds),
    additional: slot('Additional information', 1, flagsPart(['increased idle current', 'suspension'])),
    reserved: slot('Reserved', 'rest', reservedPart),
  },
  ({ maxCurrent, timeout }) => `up to ${maxCurrent} mA, timeout ${timeout} s`,
);

/** What current the card may draw; `maxCurrent` in mA, `timeout` in seconds. */
export const mfPowerConsumption: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_UMPC',
  title: 'Maximum power consumption',
  home: 'MF',
  fid: 0x2f08,
  sfi: 0x08,
  structure: 'transparent',
  size: { min: 5, typical: 5, max: 5 },
  access: standardAccess('ALW', 'ADM'),
  presence: 'optional',
  clause: 'ETSI TS 102 221 13.6',
  codec,
  vectors: [
    { hex: '320500', value: { maxCurrent: 50, timeout: 5, additional: [], reserved: '' } },
    { hex: '3cff02ffff', value: { maxCurrent: 60, timeout: 255, additional: ['suspension'], reserved: '' } },
    {
      hex: '3cff050000',
      value: {
        maxCurrent: 60,
        timeout: 255,
        additional: ['increased idle current', 'bit 3'],
        reserved: '0000',
      },
    },
    { hex: '3c05', malformed: '3 bytes are needed' },
  ],
};
