import { sessionKeys } from '../codec/session-keys.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Keys of the last authentication, packet switched. */
export const usimPacketKeys: EfDeclaration<ReturnType<typeof sessionKeys.decode>> = {
  name: 'EF_KEYSPS',
  title: 'Packet switched ciphering and integrity keys',
  home: 'USIM',
  fid: 0x6f09,
  sfi: 0x09,
  structure: 'transparent',
  size: { min: 33, typical: 33, max: 33 },
  access: standardAccess('PIN', 'PIN'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.4',
  codec: sessionKeys,
  secret: true,
  vectors: [
    {
      hex: '07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
      value: {
        keySet: 7,
        cipheringKey: 'ffffffffffffffffffffffffffffffff',
        integrityKey: 'ffffffffffffffffffffffffffffffff',
      },
    },
    { hex: '07ff', malformed: '33 bytes are needed' },
  ],
};
