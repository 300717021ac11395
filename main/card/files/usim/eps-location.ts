import { hexPart } from '../codec/hex.ts';
import { layout, slot } from '../codec/layout.ts';
import { plmnPart } from '../codec/plmn.ts';
import { updateStatus } from '../codec/update-status.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

const codec = layout(
  {
    guti: slot('GUTI', 12, hexPart),
    plmn: slot('Network of the tracking area', 3, plmnPart),
    trackingArea: slot('Tracking area code', 2, hexPart),
    status: slot('EPS update status', 1, updateStatus('roaming not allowed')),
  },
  ({ plmn, trackingArea, status }) => `${plmn ?? 'no network'}, area ${trackingArea}, ${status}`,
);

/** Where the terminal was last registered in LTE. The GUTI is as in the EPS mobile identity of 3GPP TS 24.301, from its length byte on. */
export const usimEpsLocation: EfDeclaration<ReturnType<typeof codec.decode>> = {
  name: 'EF_EPSLOCI',
  title: 'EPS location',
  home: 'USIM',
  fid: 0x6fe3,
  sfi: 0x1e,
  structure: 'transparent',
  size: { min: 18, typical: 18 },
  access: standardAccess('PIN', 'PIN'),
  presence: { service: 85 },
  clause: '3GPP TS 31.102 4.2.91',
  codec,
  vectors: [
    {
      hex: '0bf600f1108001011122334400f110000700',
      value: { guti: '0bf600f11080010111223344', plmn: '001-01', trackingArea: '0007', status: 'updated' },
    },
    {
      hex: 'ffffffffffffffffffffffffffffff000001',
      value: { guti: 'ffffffffffffffffffffffff', plmn: null, trackingArea: '0000', status: 'not updated' },
    },
  ],
};
