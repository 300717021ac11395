import 'reflect-metadata'; // which @peculiar/x509 expects to be there
import { KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate with its key, both as PEM texts, as `node:tls` takes them. */
export interface LabCertificate {
  readonly cert: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const year = 365 * 86_400_000;

/**
 * A self-signed certificate on P-256 for servers of the lab with these names on the loopback addresses, valid from yesterday for a year. It is
 * its own trust anchor.
 */
export async function selfSignedCertificate(
  fqdns: readonly [string, ...string[]],
  now: number,
): Promise<LabCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
        .toString('hex')
        .replace(/^./, '1'),
      name: `CN=${fqdns[0]}`,
      notBefore: new Date(now - 86_400_000),
      notAfter: new Date(now + year),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new SubjectAlternativeNameExtension([
          ...[...fqdns, 'localhost'].map((value) => ({ type: 'dns' as const, value })),
          ...['127.0.0.1', '::1'].map((value) => ({ type: 'ip' as const, value })),
        ]),
      ],
    },
    webcrypto,
  );
  const key = KeyObject.from(keys.privateKey).export({ format: 'pem', type: 'pkcs8' });
  return { cert: certificate.toString('pem'), key: key.toString() };
}
