import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../main/base/bytes.ts';
import { systemClock } from '../../main/base/ports.ts';
import { type LabNaf, labNafProtocols, startNaf } from '../../main/lab/network/naf.ts';
import { bootstrap } from '../../main/procedures/gba/bootstrap.ts';
import {
  deriveEnrolmentCredential,
  type EnrolmentCredential,
} from '../../main/procedures/gba/enrolment-credential.ts';
import { type LabGba, labGba, labImpi } from '../../main/procedures/gba/testing/lab-gba.ts';
import { freePorts } from '../support/free-ports.ts';

// OpenSSL as the other end of TLS-PSK, with a key that card and BSF have agreed upon. It takes the key as an argument: it is one of the lab.
const suite = 'PSK-AES128-CBC-SHA256';
const hexKey = ({ key }: EnrolmentCredential): string => key.use((bytes) => toHex(bytes));

describe.each(['GBA_ME', 'GBA_U'] as const)('TLS-PSK with the key of %s', (mode) => {
  let lab: LabGba;
  let naf: LabNaf;
  let credential: EnrolmentCredential;

  beforeAll(async () => {
    lab = await labGba(mode);
    naf = await startNaf({ fqdn: 'maf.example.com', zn: lab.bsf.zn });
    const { files, application, bsf } = lab;
    const result = await bootstrap(files, application, { http: fetch, bsf: { url: bsf.url } });
    credential = await deriveEnrolmentCredential(files, application, result, {
      target: { kind: 'maf', fqdn: naf.fqdn },
      uaProtocol: labNafProtocols.psk,
      clock: systemClock,
    });
  });
  afterAll(() => Promise.all([naf.close(), lab.bsf.close()]));

  test('openssl s_server knows the device by its B-TID', async () => {
    const [port = 0] = await freePorts(1);
    const args = ['-accept', `127.0.0.1:${port}`, '-nocert', '-rev', '-tls1_2', '-cipher', suite];
    const server = spawn('openssl', [
      's_server',
      ...args,
      '-psk_identity',
      credential.id,
      '-psk',
      hexKey(credential),
    ]);
    try {
      await new Promise<void>((resolve) => {
        server.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ACCEPT') && resolve());
      });
      const said = await new Promise<string>((resolve, reject) => {
        const socket = connect({
          host: '127.0.0.1',
          port,
          ciphers: suite,
          maxVersion: 'TLSv1.2',
          checkServerIdentity: () => undefined,
          pskCallback: () => ({ identity: credential.id, psk: credential.key.use((bytes) => bytes.slice()) }),
        });
        socket.once('error', reject);
        socket.once('data', (chunk: Buffer) => {
          socket.destroy();
          resolve(chunk.toString());
        });
        socket.write('KmID\n');
      });
      expect(said).toBe('DImK\n');
    } finally {
      server.kill();
    }
  });

  test.each([
    ['the right key', 0],
    ['a wrong key', 1],
  ])('openssl s_client at the NAF of the lab with %s', async (_, wrong) => {
    const key = wrong === 0 ? hexKey(credential) : '00'.repeat(32);
    const where = ['-connect', `127.0.0.1:${naf.pskPort}`, '-tls1_2', '-cipher', suite];
    const who = ['-psk_identity', credential.id, '-psk', key];
    const client = spawn('openssl', ['s_client', ...where, ...who, '-quiet', '-no_ign_eof']);
    let said = '';
    client.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    client.stdin.on('error', () => undefined);
    client.stdin.write('GET / HTTP/1.1\r\nhost: maf.example.com\r\nconnection: close\r\n\r\n');
    await new Promise((resolve) => client.once('close', resolve));
    expect(said.includes(labImpi)).toBe(wrong === 0);
  });
});

test('there is an OpenSSL to talk to', () => {
  expect(spawnSync('openssl', ['version']).status).toBe(0);
});
