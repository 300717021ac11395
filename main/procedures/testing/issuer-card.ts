import { fromHex } from '../../base/bytes.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import type { SecurityDomain } from '../../lab/uicc/os/security-domain.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';

/** The published keys of the seed `issuer-keys`: version 48 for SCP03, version 32 for SCP02. */
export const issuerKeys: Readonly<Record<'scp02' | 'scp03', StaticKeys>> = {
  scp03: {
    enc: fromHex('000102030405060708090a0b0c0d0e0f'),
    mac: fromHex('101112131415161718191a1b1c1d1e1f'),
    dek: fromHex('202122232425262728292a2b2c2d2e2f'),
  },
  scp02: {
    enc: fromHex('100102030405060708090a0b0c0d0e0f'),
    mac: fromHex('101102030405060708090a0b0c0d0e0f'),
    dek: fromHex('102102030405060708090a0b0c0d0e0f'),
  },
};
export const issuerVersion = { scp02: 32, scp03: 48 } as const;

/** The card of the seed `issuer-keys` with another “i”, another number of tries, other keys … */
export function issuerImage(
  changes: (domain: SecurityDomain) => Partial<SecurityDomain> = () => ({}),
): CardImage {
  const { image } = loadSeed('issuer-keys');
  const domain = image.securityDomain!;
  return { ...image, securityDomain: { ...domain, ...changes(domain) } };
}
