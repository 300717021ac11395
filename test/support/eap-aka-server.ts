import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import type { Auc } from '../../main/lab/network/auc.ts';
import { type ExternalProgram, startExternal } from './external-program.ts';
import { freePorts } from './free-ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** hostapd as a RADIUS server that authenticates by EAP-AKA, with the AuC of the lab behind it. */
export interface EapAkaServer {
  readonly port: number;
  /** Between it and its clients. */
  readonly secret: string;
  readonly hostapd: ExternalProgram;
  /** What it asked the AuC for, by the first words of its questions. */
  readonly asked: readonly string[];
}

/**
 * hostapd asks for vectors by datagrams of a UNIX socket, in the language of its hlr_auc_gw; socat carries them to a TCP port, where they are
 * answered.
 */
export async function startEapAkaServer(auc: Auc): Promise<EapAkaServer> {
  const folder = temporaryFolder();
  const [port = 0] = await freePorts(1);
  const asked: string[] = [];
  const gateway = createServer((socket) => {
    socket.on('data', (question) => {
      const words = question.toString('latin1').trim().split(' ');
      asked.push(words[0] ?? '');
      socket.end(answerOf(auc, words));
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void gateway.close());
  const at = gateway.address();
  const tcp = typeof at === 'object' && at !== null ? at.port : 0;
  const unix = join(folder, 'auc');
  const relay = startExternal(
    'socat',
    ['-d', '-d', '-d', `UNIX-RECVFROM:${unix},fork`, `TCP4:127.0.0.1:${tcp}`],
    'socat',
  );
  await relay.says(/receiving|listening|recvfrom/i);
  const secret = 'lab';
  const hostapd = startExternal('hostapd', ['-d', configuration(folder, unix, port, secret)], 'hostapd');
  await hostapd.says(/AP-ENABLED/);
  return { port, secret, hostapd, asked };
}

function answerOf(auc: Auc, [what, imsi = '', first = '', second = '']: readonly string[]): string {
  const impi = `${imsi}@ims.mnc001.mcc001.3gppnetwork.org`;
  if (what === 'AKA-AUTS') {
    auc.resynchronise(impi, fromHex(second), fromHex(first));
    return '';
  }
  const vector = auc.vector(impi);
  if (vector === undefined) return `AKA-RESP-AUTH ${imsi} FAILURE`;
  const { rand, autn, ik, ck, xres } = vector;
  return ['AKA-RESP-AUTH', imsi, ...[rand, autn, ik, ck, xres].map((bytes) => toHex(bytes))].join(' ');
}

function configuration(folder: string, unix: string, port: number, secret: string): string {
  mkdirSync(folder, { recursive: true });
  const clients = join(folder, 'clients');
  const users = join(folder, 'users');
  const main = join(folder, 'hostapd.conf');
  writeFileSync(clients, `127.0.0.1 ${secret}\n`);
  writeFileSync(users, '* AKA\n');
  writeFileSync(
    main,
    [
      'driver=none',
      'interface=lo',
      'logger_stdout=-1',
      'eap_server=1',
      `eap_user_file=${users}`,
      `eap_sim_db=unix:${unix}`,
      `radius_server_clients=${clients}`,
      `radius_server_auth_port=${port}`,
      '',
    ].join('\n'),
  );
  return main;
}
