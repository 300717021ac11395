import { held } from '../codec/held.ts';
import { heldAddress } from '../codec/held-address.ts';
import { lvHolder } from '../codec/lv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(lvHolder, heldAddress('MEF address'));

/**
 * One address of an M2M Enrolment Function in each record, the first with the highest priority: an LV object whose length counts the type of
 * address and the address, as in the P-CSCF address of 3GPP TS 31.103 4.2.8.
 */
export const efMefid: EfDeclaration<string> = {
  name: 'EF_MEFID',
  title: 'Addresses of the MEFs',
  home: '1M2M',
  fid: 0x6f07,
  structure: 'linear-fixed',
  size: { min: 1, typical: 48, max: 255 },
  typicalRecords: 4,
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 5 },
  clause: 'oneM2M TS-0003 D.1.3.9',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '10006d65662e6578616d706c652e636f6dffffff', value: 'mef.example.com' },
    { hex: '0501c0000201ffffffffffff', value: '192.0.2.1' },
    { hex: '110220010db8000000000000000000000001ffff', value: '2001:db8::1' },
    { hex: '00ffffff', value: '' },
    { hex: 'ffffff', value: '', roundTrip: false },
    { hex: '0601c0000201ffff', malformed: 'IPv4 address has 4 bytes' },
    { hex: '0203c0ff', malformed: 'is reserved' },
    { hex: '0100ff', malformed: 'the address is missing' },
    { hex: '0401c00002ff', malformed: 'IPv4 address has 4 bytes' },
    { hex: '0300c328', malformed: 'not valid UTF-8' },
  ],
};
