import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { lvHolder } from '../codec/lv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(lvHolder, heldText('AE identifier'));

/** One AE-ID as a URI in each record, in an LV object. */
export const efM2maeId: EfDeclaration<string> = {
  name: 'EF_M2MAE-ID',
  title: 'AE identifiers of the local applications',
  home: '1M2M',
  fid: 0x6f06,
  sfi: 0x06,
  structure: 'linear-fixed',
  size: { min: 1, typical: 48, max: 255 },
  typicalRecords: 8,
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 4 },
  clause: 'oneM2M TS-0003 D.1.3.6',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '182f2f73702e6578616d706c652e636f6d2f53353633343233ffffff', value: '//sp.example.com/S563423' },
    { hex: '00ffffff', value: '' },
    { hex: 'ffffff', value: '', roundTrip: false },
    { hex: '0c53303139302d73656e736f72ffffff', value: 'S0190-sensor' },
    { hex: '0561', malformed: 'says 5 bytes' },
    { hex: '02c328', malformed: 'not valid UTF-8' },
    { hex: '016162', malformed: 'other bytes than FF' },
  ],
};
