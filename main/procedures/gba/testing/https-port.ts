import { request } from 'node:https';
import type { HttpPort } from '../http-port.ts';

/** HTTPS to a server of the lab: its own certificate is the trust anchor, and it is asked for by name although it is on the loopback address. */
export function httpsPort(certificate: string, name: string): HttpPort {
  return (url, { method, headers, signal }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method, headers, signal, agent: false, ca: certificate, servername: name },
        (answer) => {
          const get = (header: string): string | null => {
            const value = answer.headers[header.toLowerCase()];
            return Array.isArray(value) ? value.join(', ') : (value ?? null);
          };
          resolve({ status: answer.statusCode ?? 0, headers: { get }, body: answer });
        },
      );
      sent.once('error', reject);
      sent.end();
    });
}
