import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { selfSignedCertificate } from '../../lab/network/certificate.ts';
import { getOverHttp } from '../../procedures/gba/http-port.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';
import { proxyFor } from './proxy.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((done) => server.listen(0, host, done));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
  return (server.address() as AddressInfo).port;
}

function client(options: HttpClientOptions = {}): HttpClient {
  const made = createHttpClient(options);
  open.push(made);
  return made;
}

const get = ({ port }: HttpClient, url: string, timeout = 2000) =>
  getOverHttp({ who: 'bsf', port, url, headers: { 'user-agent': 'test' }, signal: undefined, timeout });
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Says what was asked of it, and by which connection. */
function echo(): Server {
  return createServer((request: IncomingMessage, response) => {
    response.end(`${request.method} ${request.url} ${request.socket.remotePort}`);
  });
}

describe('HTTP of the engine', () => {
  test.each(['127.0.0.1', '::1'])('an address of %s', async (host) => {
    const port = await listening(echo(), host);
    const { status, body } = await get(
      client(),
      `http://${host.includes(':') ? `[${host}]` : host}:${port}/a`,
    );
    expect(status).toBe(200);
    expect(text(body)).toContain('GET /a');
  });

  test('every request has a connection of its own, and none follows after the call', async () => {
    const port = await listening(echo());
    const mine = client();
    const [first, second] = [
      await get(mine, `http://127.0.0.1:${port}/`),
      await get(mine, `http://127.0.0.1:${port}/`),
    ];
    expect(text(first.body)).not.toBe(text(second.body));
    await mine.close();
    await expect(get(mine, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'gba.bsf-unreachable',
    });
  });

  test('a proxy and a certificate that are none are found before anything is sent', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(() => client({ proxy: 'proxy:3128 ' })).toThrow(
      expect.objectContaining({ code: 'network.proxy' }),
    );
    expect(() => client({ ca: broken })).toThrow(expect.objectContaining({ code: 'network.ca' }));
  });

  test('a proxy of the environment that is none is not taken for a server that is away', async () => {
    vi.stubEnv('HTTP_PROXY', 'socks5://proxy');
    vi.stubEnv('http_proxy', 'socks5://proxy');
    await expect(get(client(), 'http://bsf.example.com/')).rejects.toMatchObject({ code: 'network.proxy' });
  });

  test('a redirect is an answer', async () => {
    const port = await listening(
      createServer((_, response) => void response.writeHead(302, { location: 'http://elsewhere/' }).end()),
    );
    expect((await get(client(), `http://127.0.0.1:${port}/`)).status).toBe(302);
  });

  test('the server’s certificate is checked: its authority, its name, the suite', async () => {
    const { cert, key } = await selfSignedCertificate(['bsf.example.com'], Date.now());
    const server = createTlsServer(
      { cert, key, ciphers: 'ECDHE-ECDSA-AES128-SHA256', maxVersion: 'TLSv1.2' },
      (_, response) => void response.end('secure'),
    );
    const url = `https://127.0.0.1:${await listening(server)}/`;
    const servername = 'bsf.example.com';
    expect(text((await get(client({ ca: cert, servername }), url)).body)).toBe('secure');
    const suite = 'ECDHE-ECDSA-AES128-SHA256';
    expect(text((await get(client({ ca: cert, servername, suite }), url)).body)).toBe('secure');
    for (const options of [{ servername }, { ca: cert, servername: 'other.example.com' }])
      await expect(get(client(options), url)).rejects.toMatchObject({
        code: 'network.certificate',
        details: { who: 'bsf' },
      });
    const otherSuite = client({ ca: cert, servername, suite: 'ECDHE-ECDSA-AES256-GCM-SHA384' });
    await expect(get(otherSuite, url)).rejects.toMatchObject({ code: 'gba.bsf-unreachable' });
    expect(() => createHttpClient({ ca: 'nonsense' })).toThrow(
      expect.objectContaining({ code: 'network.ca' }),
    );
  });

  test('silence ends with the time, also while connecting', async () => {
    const port = await listening(createServer(() => undefined));
    await expect(get(client(), `http://127.0.0.1:${port}/`, 100)).rejects.toMatchObject({
      code: 'gba.bsf-timeout',
    });
  });

  test('a name that does not exist', async () => {
    await expect(get(client(), 'http://nothing.invalid/')).rejects.toMatchObject({
      code: 'gba.bsf-unreachable',
      details: { who: 'bsf', server: 'nothing.invalid' },
    });
  });
});

describe('proxies', () => {
  /** A proxy that leads every CONNECT to `port`, and keeps what it was asked. */
  async function proxyTo(port: number): Promise<{ readonly url: string; readonly asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`GET ${request.url}`);
      response.end('by the proxy');
    });
    server.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      const through = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
    });
    return { url: `http://127.0.0.1:${await listening(server)}`, asked };
  }

  test('the one that is given, with its login', async () => {
    const proxy = await proxyTo(await listening(echo()));
    const login = proxy.url.replace('//', '//me:secret@');
    await get(client({ proxy: login }), 'http://bsf.example.com/b');
    expect(proxy.asked.join()).toContain('bsf.example.com');
  });

  test('the one of the environment, but not for this computer or what NO_PROXY names', async () => {
    const port = await listening(echo());
    const proxy = await proxyTo(port);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv('NO_PROXY', 'inside.example.com');
    vi.stubEnv('no_proxy', 'inside.example.com');
    await get(client(), 'http://bsf.example.com/');
    expect(proxy.asked).toHaveLength(1);
    await get(client(), `http://127.0.0.1:${port}/`);
    expect(proxy.asked).toHaveLength(1);
    expect(proxyFor(new URL('http://inside.example.com/'), undefined)).toBeUndefined();
    expect(proxyFor(new URL('http://bsf.example.com/'), '')).toBeUndefined();
    expect(proxyFor(new URL('http://[::1]:8080/'), undefined)).toBeUndefined();
    expect(() => proxyFor(new URL('http://bsf.example.com/'), 'proxy:3128')).toThrow(
      expect.objectContaining({ code: 'network.proxy' }),
    );
  });
});
