import { createServer } from 'node:net';

/** TCP ports of this machine that nobody listens on, `count` different ones. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, resolve));
      return server;
    }),
  );
  const ports = servers.flatMap((server) => {
    const address = server.address();
    return address !== null && typeof address === 'object' ? [address.port] : [];
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
