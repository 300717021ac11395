import { numberPart, secretPart } from './hex.ts';
import { layout, slot } from './layout.ts';

/** A key set identifier, the ciphering key and the integrity key of the last authentication, 3GPP TS 31.102 4.2.3 and 4.2.4. */
export const sessionKeys = layout(
  {
    keySet: slot('Key set identifier', 1, numberPart),
    cipheringKey: slot('Ciphering key', 16, secretPart),
    integrityKey: slot('Integrity key', 16, secretPart),
  },
  ({ keySet }) => (keySet === 7 ? 'no keys' : `key set ${keySet}`),
);
