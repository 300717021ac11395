import * as z from 'zod';
import { instant } from './card.ts';

/** A key that was derived for a gateway; the key itself never crosses. TS-0003 8.3.2.3. */
export const credentialDoc = z.strictObject({
  id: z.string(),
  /** Name of the gateway, the enrolee. */
  gateway: z.string(),
  cseId: z.string().optional(),
  /** Km for a M2M authentication function, Kpsa for a CSE. */
  kind: z.enum(['Km', 'Kpsa']),
  /** KmID or KpsaID: the B-TID. */
  keyId: z.string(),
  nafFqdn: z.string(),
  uaProtocol: z.string(),
  mode: z.enum(['GBA_ME', 'GBA_U']),
  iccid: z.string(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['valid', 'expires-soon', 'expired']),
});
export type CredentialDoc = z.infer<typeof credentialDoc>;
