import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A web proxy on the loopback address that leads names to ports of this machine, as a DNS and a firewall would. */
export interface HttpProxy {
  /** With the login it wants, where it wants one. */
  readonly url: string;
  /** What it was asked for: `GET http://host/` or `CONNECT host:443`. */
  readonly asked: readonly string[];
}

export interface HttpProxyOptions {
  /** Ports of 127.0.0.1 by `host:port`; others are refused with 502. */
  readonly routes: Readonly<Record<string, number>>;
  /** `user:password`. */
  readonly login?: string;
}

/** Passes requests on and opens tunnels (IETF RFC 9110 9.3.6) until the test is over. */
export async function startHttpProxy({ routes, login }: HttpProxyOptions): Promise<HttpProxy> {
  const asked: string[] = [];
  const isWelcome = ({ headers }: IncomingMessage): boolean =>
    login === undefined ||
    headers['proxy-authorization'] === `Basic ${Buffer.from(login).toString('base64')}`;

  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (isWelcome(incoming)) forward(incoming, response, routes);
    else response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
  });
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const port = routes[incoming.url ?? ''];
    const status = isWelcome(incoming) ? (port === undefined ? 502 : 200) : 407;
    client.on('error', () => client.destroy());
    if (status === 200 && port !== undefined) tunnel(client, port);
    else client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
  });
  const port = await listening(server);
  const user = login === undefined ? '' : `${login}@`;
  return { url: `http://${user}127.0.0.1:${port}`, asked };
}

function forward(incoming: IncomingMessage, response: ServerResponse, routes: HttpProxyOptions['routes']) {
  const { method, url = '', headers } = incoming;
  const { hostname, port, pathname, search } = new URL(url);
  const to = routes[`${hostname}:${port === '' ? 80 : port}`];
  if (to === undefined) {
    response.writeHead(502).end();
    return;
  }
  const onward = request(
    { host: '127.0.0.1', port: to, method, path: `${pathname}${search}`, headers, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.once('error', () => response.destroy());
  incoming.pipe(onward);
}

function tunnel(client: Socket, port: number): void {
  const through = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    through.pipe(client).pipe(through);
  });
  through.on('error', () => client.destroy());
  client.on('error', () => through.destroy());
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
