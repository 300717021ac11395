import { hexPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import { plmnPart } from '../codec/plmn.ts';
import { updateStatus } from '../codec/update-status.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = layout(
  {
    tmsi: slot('TMSI', 4, hexPart),
    plmn: slot('Network of the location area', 3, plmnPart),
    locationArea: slot('Location area code', 2, hexPart),
    reserved: slot('Reserved', 1, hexPart),
    status: slot('Location update status', 1, updateStatus('PLMN not allowed', 'location area not allowed')),
  },
  ({ plmn, locationArea, status }) => `${plmn ?? 'no network'}, area ${locationArea}, ${status}`,
);

/** Where the terminal was last registered, circuit switched. */
export const usimLocation: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_LOCI',
  title: 'Location',
  home: 'USIM',
  fid: 0x6f7e,
  sfi: 0x0b,
  structure: 'transparent',
  size: { min: 11, typical: 11, max: 11 },
  access: standardAccess('PIN', 'PIN'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.17',
  codec,
  vectors: [
    {
      hex: '47d1264a62f21037211e00',
      value: { tmsi: '47d1264a', plmn: '262-01', locationArea: '3721', reserved: '1e', status: 'updated' },
    },
    {
      hex: 'ffffffffffffff0000ff01',
      value: { tmsi: 'ffffffff', plmn: null, locationArea: '0000', reserved: 'ff', status: 'not updated' },
    },
    { hex: '47d1264a', malformed: '11 bytes are needed' },
  ],
};
