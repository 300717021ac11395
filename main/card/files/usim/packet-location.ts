import { hexPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import { plmnPart } from '../codec/plmn.ts';
import { updateStatus } from '../codec/update-status.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = layout(
  {
    pTmsi: slot('P-TMSI', 4, hexPart),
    signature: slot('P-TMSI signature', 3, hexPart),
    plmn: slot('Network of the routing area', 3, plmnPart),
    locationArea: slot('Location area code', 2, hexPart),
    routingArea: slot('Routing area code', 1, hexPart),
    status: slot(
      'Routing area update status',
      1,
      updateStatus('PLMN not allowed', 'routing area not allowed'),
    ),
  },
  ({ plmn, locationArea, routingArea, status }) =>
    `${plmn ?? 'no network'}, area ${locationArea}-${routingArea}, ${status}`,
);

/** Where the terminal was last registered, packet switched. */
export const usimPacketLocation: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_PSLOCI',
  title: 'Packet switched location',
  home: 'USIM',
  fid: 0x6f73,
  sfi: 0x0c,
  structure: 'transparent',
  size: { min: 14, typical: 14, max: 14 },
  access: standardAccess('PIN', 'PIN'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.23',
  codec,
  vectors: [
    {
      hex: 'c0112233aabbcc00f11012340102',
      value: {
        pTmsi: 'c0112233',
        signature: 'aabbcc',
        plmn: '001-01',
        locationArea: '1234',
        routingArea: '01',
        status: 'PLMN not allowed',
      },
    },
    {
      hex: 'ffffffffffffffffffff0000ff01',
      value: {
        pTmsi: 'ffffffff',
        signature: 'ffffff',
        plmn: null,
        locationArea: '0000',
        routingArea: 'ff',
        status: 'not updated',
      },
    },
  ],
};
