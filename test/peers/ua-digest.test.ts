import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CardThread } from '../support/card-thread.ts';
import { type GbaBench, startGbaBench } from '../support/gba-bench.ts';
import { handOver } from '../support/hand-over.ts';
import { requireInstalled } from '../support/installed.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// curl as a gateway that was handed a credential for HTTP Digest on Ua: user name B-TID, password the key in base64 (3GPP TS 33.222 5.3).
let pcscd: Pcscd;
let card: CardThread;
beforeAll(async () => {
  requireInstalled('curl', 'curl');
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
});
afterAll(async () => {
  await card.end();
  await pcscd.dispose();
});

/** The answer of the NAF to a user with this password, which curl reads from a file. */
async function curlAs({ network }: GbaBench, user: string, password: string): Promise<string> {
  const folder = temporaryFolder();
  const [ca, config] = [join(folder, 'ca.pem'), join(folder, 'curlrc')];
  const { fqdn, digestPort, certificate } = network.naf;
  writeFileSync(ca, certificate);
  writeFileSync(config, `user = "${user}:${password}"\n`, { mode: 0o600 });
  const where = ['--resolve', `${fqdn}:${digestPort}:127.0.0.1`, `https://${fqdn}:${digestPort}/keys?all`];
  const tls = ['--cacert', ca, '--tls-max', '1.2', '--noproxy', '*'];
  const { stdout } = await runProgram(
    'curl',
    ['-sS', '-K', config, '--digest', ...tls, ...where],
    process.env,
  );
  return stdout;
}

test.each(['GBA_ME', 'GBA_U'] as const)(
  'the NAF of the lab welcomes curl with the key of %s',
  async (mode) => {
    const bench = await startGbaBench({ card, mode });
    const { credential } = await bench.bootstrap({ uaProtocol: 'http-digest', naf: undefined });
    const { id, key } = await handOver(bench, credential?.id ?? '');
    const welcome = `Welcome, ${bench.network.subscribers[0]}, by HTTP Digest.`;
    expect(await curlAs(bench, id, key.toString('base64'))).toContain(welcome);
    expect(await curlAs(bench, id, Buffer.alloc(32).toString('base64'))).toBe('');
  },
);
