import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeNafId } from '../../main/auth/gba/naf-id.ts';
import { toHex } from '../../main/base/bytes.ts';
import { labNafProtocols, labPskSuite } from '../../main/lab/network/naf.ts';
import { CardThread } from '../support/card-thread.ts';
import { startExternal } from '../support/external-program.ts';
import { freePorts } from '../support/free-ports.ts';
import { type GbaBench, startGbaBench } from '../support/gba-bench.ts';
import { handOver } from '../support/hand-over.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// OpenSSL as the other end of TLS-PSK with what the whole chain has come to: a card on pcscd, BSF, and a credential of the station. It takes
// keys as arguments: they are of the lab.
let pcscd: Pcscd;
let card: CardThread;
beforeAll(async () => {
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
});
afterAll(async () => {
  await card.end();
  await pcscd.dispose();
});

async function credentialOf(bench: GbaBench): Promise<{ readonly id: string; readonly bTid: string }> {
  const { credential } = await bench.bootstrap();
  return { id: credential!.id, bTid: credential!.keyId };
}

/** What the operator's side says the key is. */
function keyOfBsf({ network }: GbaBench, bTid: string): Uint8Array {
  const nafId = encodeNafId({ fqdn: network.naf.fqdn, uaProtocol: labNafProtocols.psk });
  const answer = network.bsf.zn({ bTid, nafId });
  if (answer.outcome !== 'keys' || answer.deviceKey === undefined) throw new TypeError(answer.outcome);
  return answer.deviceKey;
}

/** `openssl s_server` that turns round what it is told. */
async function opensslNaf(identity: string, key: Uint8Array, suite = labPskSuite): Promise<number> {
  const [port = 0] = await freePorts(1);
  const where = ['-accept', `127.0.0.1:${port}`, '-tls1_2', '-cipher', suite];
  const who = ['-nocert', '-psk_identity', identity, '-psk', toHex(key)];
  const server = startExternal('openssl', ['s_server', ...where, ...who, '-rev'], 'openssl');
  await server.says(/ACCEPT/);
  return port;
}

describe.each(['GBA_ME', 'GBA_U'] as const)('TLS-PSK with the key of %s', (mode) => {
  test('openssl s_server with the key of the BSF knows the gateway by its B-TID', async () => {
    const bench = await startGbaBench({ card, mode });
    const { id, bTid } = await credentialOf(bench);
    const key = keyOfBsf(bench, bTid);
    const attempt = async (port: number) => {
      const naf = { host: '127.0.0.1', port };
      return bench.call('credentials.test', { credential: id, naf });
    };
    const connected = { connected: true, protocol: 'TLSv1.2', suite: 'PSK-AES128-CBC-SHA256' };
    expect(await attempt(await opensslNaf(bTid, key))).toEqual(connected);
    const refused = async (port: number) => (await attempt(port)).error?.code;
    expect(
      await refused(
        await opensslNaf(
          bTid,
          key.map((byte) => byte ^ 1),
        ),
      ),
    ).toBe('psk.key-differs');
    expect(await refused(await opensslNaf(bTid, key, 'PSK-AES256-CBC-SHA384'))).toBe('psk.no-common-suite');
  });

  test('openssl s_client with the credential that was handed over is known to the NAF of the lab', async () => {
    const bench = await startGbaBench({ card, mode });
    const { network } = bench;
    const { id } = await credentialOf(bench);
    const given = await handOver(bench, id);
    expect(given.nafFqdn).toBe(network.naf.fqdn);
    const answerWith = async (psk: Buffer): Promise<string> => {
      const where = ['-connect', `127.0.0.1:${network.naf.pskPort}`, '-tls1_2', '-cipher', labPskSuite];
      const who = ['-psk_identity', given.id, '-psk', psk.toString('hex')];
      const client = startExternal(
        'openssl',
        ['s_client', ...where, ...who, '-quiet', '-ign_eof'],
        'openssl',
        {
          input: `GET /${randomUUID()} HTTP/1.1\r\nhost: ${network.naf.fqdn}\r\nconnection: close\r\n\r\n`,
        },
      );
      await client.ended;
      return client.printed();
    };
    expect(await answerWith(given.key)).toContain(`Welcome, ${network.subscribers[0]}, by TLS-PSK.`);
    expect(await answerWith(Buffer.alloc(32))).not.toContain('Welcome');
  });
});
