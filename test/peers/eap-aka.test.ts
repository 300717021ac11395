import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unusedSequence } from '../../main/auth/auc-sequence.ts';
import { xorTestAlgorithm } from '../../main/auth/xor.ts';
import { systemClock } from '../../main/base/ports.ts';
import { type Auc, createAuc } from '../../main/lab/network/auc.ts';
import { labSubscriptions } from '../../main/lab/network/lab-subscribers.ts';
import type { LabSubscriber } from '../../main/lab/network/subscriber.ts';
import { type EapAkaServer, startEapAkaServer } from '../support/eap-aka-server.ts';
import { requireInstalled } from '../support/installed.ts';
import { insertLabCard } from '../support/lab-card.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// eapol_test reaches the USIM of the lab card over PC/SC and authenticates to hostapd, which has its vectors from the AuC of the lab: two
// programs of others between our card and our AuC. It speaks T=0 only.
let pcscd: Pcscd;
beforeAll(async () => {
  requireInstalled('eapol_test', 'eapoltest');
  pcscd = await startPcscd(1);
});
afterAll(() => pcscd.dispose());

const aucWith = (change: (subscriber: LabSubscriber) => LabSubscriber = (subscriber) => subscriber): Auc =>
  createAuc({
    subscribers: labSubscriptions(Date.now()).map(({ subscriber }) => change(subscriber)),
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
  });

const insert = (seed: string) =>
  insertLabCard({ reader: pcscd.readers[0]!, seed, image: join(temporaryFolder(), 'card.json') });

/** The lines of eapol_test; the last is SUCCESS or FAILURE. */
async function authenticate({ port, secret }: EapAkaServer): Promise<readonly string[]> {
  const file = join(temporaryFolder(), 'eapol.conf');
  writeFileSync(file, 'network={\n key_mgmt=IEEE8021X\n eap=AKA\n pcsc=""\n}\n');
  const server = ['-a', '127.0.0.1', '-p', String(port), '-s', secret];
  const reader = ['-R', pcscd.readers[0]!.name];
  const { stdout } = await runProgram(
    'eapol_test',
    ['-c', file, ...server, ...reader, '-t', '10'],
    pcscd.env,
  );
  return stdout.trim().split('\n');
}

test.each([
  ['usim-prepersonalised', 'Milenage'],
  ['two-modules', 'TUAK'],
])('%s with %s: card and AuC come to the same keys', async (seed) => {
  await insert(seed);
  const server = await startEapAkaServer(aucWith());
  const said = await authenticate(server);
  expect(said).toContain('MPPE keys OK: 1  mismatch: 0');
  expect(said.at(-1)).toBe('SUCCESS');
  expect(server.asked).toEqual(['AKA-REQ-AUTH']);
});

test('an AuC that is behind is put right by the AUTS of the card', async () => {
  await insert('usim-prepersonalised');
  expect((await authenticate(await startEapAkaServer(aucWith()))).at(-1)).toBe('SUCCESS');
  const behind = aucWith((subscriber) => ({ ...subscriber, sequence: unusedSequence }));
  const server = await startEapAkaServer(behind);
  expect((await authenticate(server)).at(-1)).toBe('SUCCESS');
  expect(server.asked).toEqual(['AKA-REQ-AUTH', 'AKA-AUTS', 'AKA-REQ-AUTH']);
});

test('the card refuses an AuC with another key, and RES never leaves', async () => {
  await insert('usim-prepersonalised');
  const other = aucWith((subscriber) => ({
    ...subscriber,
    algorithm: xorTestAlgorithm(new Uint8Array(randomBytes(16))),
  }));
  const server = await startEapAkaServer(other);
  const said = await authenticate(server);
  expect(said.at(-1)).toBe('FAILURE');
  expect(said).toContain('EAP-AKA: UMTS authentication failed (AUTN)');
  expect(server.hostapd.printed()).toContain('EAP-AKA: Client rejected authentication');
});
