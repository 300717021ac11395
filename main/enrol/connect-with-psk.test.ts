import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { toHex } from '../base/bytes.ts';
import { CardwrightError } from '../base/error.ts';
import { connectWithPsk, type PskCredential, type PskOptions } from './connect-with-psk.ts';

const bTid = 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com';
const key = new Uint8Array(32).fill(0x5a);
const credentialWith = (bytes: Uint8Array, id = bTid): PskCredential => ({
  id,
  key: { use: (work) => work(bytes) },
});
const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  open.push(server);
  await new Promise<void>((done) => server.listen(0, host, done));
  return (server.address() as AddressInfo).port;
}

/** A NAF that knows one identity. */
function naf(identity = bTid, host?: string): Promise<number> {
  const server = createTlsServer(
    {
      ciphers: 'PSK-AES128-CBC-SHA256:PSK-AES128-GCM-SHA256',
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      pskIdentityHint: '3GPP-bootstrapping;naf.example.com',
      pskCallback: (_, name) => (name === identity ? key : null),
    },
    (socket) => socket.on('error', () => socket.destroy()),
  );
  return listening(server, host);
}

async function failure(
  port: number,
  credential = credentialWith(key),
  more: Partial<PskOptions> = {},
): Promise<CardwrightError> {
  const error = await connectWithPsk(credential, { host: '127.0.0.1', port, timeout: 2000, ...more }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CardwrightError)) throw new TypeError(inspect(error));
  expect(inspect(error, { depth: 9 })).not.toContain(toHex(key));
  return error;
}

describe('connectWithPsk', () => {
  test('a B-TID that no handshake has room for is told, and the NAF is not asked', async () => {
    const port = await naf();
    const long = credentialWith(key, 'A'.repeat(240));
    expect(await failure(port, long, { identityForm: '3gpp' })).toMatchObject({
      code: 'psk.identity-too-long',
      details: { who: 'device', longest: 256 },
    });
    expect(await failure(port, long)).toMatchObject({ code: 'psk.identity-unknown' });
  });

  test.each(['PSK-AES128-CBC-SHA256', 'PSK-AES128-GCM-SHA256'])('%s', async (suite) => {
    const made = await connectWithPsk(credentialWith(key), { host: '127.0.0.1', port: await naf(), suite });
    expect(made).toMatchObject({ protocol: 'TLSv1.2', suite, hint: '3GPP-bootstrapping;naf.example.com' });
    made.close();
  });

  test('over IPv6, with the identity as 3GPP writes it', async () => {
    const port = await naf(`3GPP-bootstrapping;${bTid}`, '::1');
    const made = await connectWithPsk(credentialWith(key), { host: '::1', port, identityForm: '3gpp' });
    expect(made.suite).toBe('PSK-AES128-CBC-SHA256');
    made.close();
  });

  test('through a proxy, with the login it wants', async () => {
    const port = await naf();
    const asked: string[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', (request, client) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
      const through = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        through.pipe(client).pipe(through);
      });
      through.on('error', () => client.destroy());
      client.on('error', () => through.destroy());
    });
    const at = await listening(proxy);
    const made = await connectWithPsk(credentialWith(key), {
      host: 'naf.example.com',
      port: 443,
      proxy: `http://me:it%20is@127.0.0.1:${at}`,
    });
    expect(asked).toEqual([`naf.example.com:443 Basic ${Buffer.from('me:it is').toString('base64')}`]);
    made.close();
  });
});

describe('a NAF that refuses is told by who refused and why', () => {
  test('an identity it does not know', async () => {
    expect(await failure(await naf('somebody else'))).toMatchObject({
      code: 'psk.identity-unknown',
      kind: 'access',
      details: { who: 'naf' },
    });
  });

  test('another key', async () => {
    const other = credentialWith(new Uint8Array(32).fill(1));
    expect(await failure(await naf(), other)).toMatchObject({ code: 'psk.key-differs' });
  });

  test('a suite it does not have, one that there is not, and one without a shared key', async () => {
    const port = await naf();
    const with256 = await failure(port, credentialWith(key), { suite: 'PSK-AES256-CBC-SHA384' });
    expect(with256).toMatchObject({
      code: 'psk.no-common-suite',
      details: { suite: 'PSK-AES256-CBC-SHA384' },
    });
    for (const suite of ['PSK-NONSENSE', 'ECDHE-ECDSA-AES128-SHA256', 'PSK-AES128-CBC-SHA256:ALL', ''])
      expect(await failure(port, credentialWith(key), { suite })).toMatchObject({
        code: 'psk.suite-unknown',
      });
  });

  test('something that does not speak TLS', async () => {
    const port = await listening(
      createServer((socket) => void socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect(await failure(port)).toMatchObject({ code: 'psk.not-tls' });
  });

  test('a cut connection, nobody there, and silence', async () => {
    expect(await failure(await listening(createServer((socket) => void socket.destroy())))).toMatchObject({
      code: 'psk.unreachable',
    });
    const gone = createServer();
    const port = await listening(gone);
    await new Promise((done) => open.pop()?.close(done));
    expect(await failure(port)).toMatchObject({
      code: 'psk.unreachable',
      details: { reason: 'ECONNREFUSED' },
    });
    const sockets: { destroy(): void }[] = [];
    const silent = await listening(createServer((socket) => void sockets.push(socket)));
    expect(await failure(silent, undefined, { timeout: 150 })).toMatchObject({ code: 'psk.timeout' });
    for (const socket of sockets) socket.destroy();
  });

  test('a proxy that wants a login, and one that is no proxy', async () => {
    const statuses = [407, 403];
    const proxy = createHttpServer();
    proxy.on('connect', (_, client) => {
      client.end(`HTTP/1.1 ${statuses.shift()} No\r\ncontent-length: 0\r\n\r\n`);
    });
    const at = `http://127.0.0.1:${await listening(proxy)}`;
    const asks = await failure(1, undefined, { proxy: at });
    expect(asks).toMatchObject({ code: 'psk.proxy-refused', details: { who: 'proxy', status: 407 } });
    expect(asks.hint).toContain('user and password');
    expect(await failure(1, undefined, { proxy: at })).toMatchObject({ details: { status: 403 } });
  });

  test('cancelled', async () => {
    const silent = await listening(createServer((socket) => void setTimeout(() => socket.destroy(), 300)));
    const signal = AbortSignal.timeout(50);
    expect(await failure(silent, undefined, { signal })).toMatchObject({ code: 'operation.cancelled' });
  });
});
