import { sessionKeys } from '../codec/session-keys.ts';
import type { EfDeclaration } from '../declare.ts';
import { standardAccess } from '../standard-access.ts';

/** Keys of the last authentication, circuit switched. The example is test set 1 of 3GPP TS 35.208. */
export const usimKeys: EfDeclaration<ReturnType<typeof sessionKeys.decode>> = {
  name: 'EF_KEYS',
  title: 'Ciphering and integrity keys',
  home: 'USIM',
  fid: 0x6f08,
  sfi: 0x08,
  structure: 'transparent',
  size: { min: 33, typical: 33, max: 33 },
  access: standardAccess('PIN', 'PIN'),
  presence: 'mandatory',
  clause: '3GPP TS 31.102 4.2.3',
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
    {
      hex: '00b40ba9a3c58b2a05bbf0d987b21bf8cbf769bcd751044604127672711c6d3441',
      value: {
        keySet: 0,
        cipheringKey: 'b40ba9a3c58b2a05bbf0d987b21bf8cb',
        integrityKey: 'f769bcd751044604127672711c6d3441',
      },
    },
  ],
};
