import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import type { GbaBench } from './gba-bench.ts';

const handedOver = z.object({
  kind: z.enum(['Km', 'Kpsa']),
  id: z.string(),
  nafFqdn: z.string(),
  uaProtocol: z.string(),
  key: z.object({ kty: z.literal('oct'), k: z.string() }),
});

/** A credential as a gateway gets it: sealed to its key, and opened with it. */
export async function handOver(
  { call }: GbaBench,
  credential: string,
): Promise<{ readonly id: string; readonly nafFqdn: string; readonly key: Buffer }> {
  const gateway = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const recipient = JSON.stringify(await exportJWK(gateway.publicKey));
  const { document } = await call('credentials.export', { credential, recipient });
  const { plaintext } = await compactDecrypt(document, gateway.privateKey);
  const { id, nafFqdn, key } = handedOver.parse(JSON.parse(Buffer.from(plaintext).toString()));
  return { id, nafFqdn, key: Buffer.from(key.k, 'base64url') };
}
