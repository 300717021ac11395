import { held } from '../codec/held.ts';
import { heldText } from '../codec/held-text.ts';
import { lvHolder } from '../codec/lv-holder.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = held(lvHolder, heldText('IN-CSE identifier'));

/** One IN-CSE-ID as a URI in each record, in an LV object. */
export const efIncseids: EfDeclaration<string> = {
  name: 'EF_INCSEIDS',
  title: 'Identifiers of the infrastructure CSEs',
  home: '1M2M',
  fid: 0x6f08,
  structure: 'linear-fixed',
  size: { min: 1, typical: 48, max: 255 },
  typicalRecords: 4,
  access: standardAccess('ALW', 'ADM'),
  presence: { service: 2 },
  clause: 'oneM2M TS-0003 D.1.3.7',
  codec,
  changeAdvice: 'caution',
  prePersonalised: (size) => codec.encode('', size),
  vectors: [
    { hex: '072f696e2d637365ffffffff', value: '/in-cse' },
    { hex: '00ffffff', value: '' },
    { hex: 'ffffff', value: '', roundTrip: false },
    { hex: '172f2f73702e6578616d706c652e636f6d2f696e2d637365ffffffff', value: '//sp.example.com/in-cse' },
  ],
};
