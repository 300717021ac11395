import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../base/ports.ts';
import type { NafFault } from '../../lab/network/faults.ts';
import { labNafProtocols, startNaf } from '../../lab/network/naf.ts';
import { bootstrap } from './bootstrap.ts';
import { deriveEnrolmentCredential } from './enrolment-credential.ts';
import { httpsPort } from './testing/https-port.ts';
import { labGba, labImpi } from './testing/lab-gba.ts';
import { authenticateToNaf } from './ua-digest.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function withCredential(mode: 'GBA_ME' | 'GBA_U', bsfClock: Clock = systemClock) {
  const lab = await labGba(mode, { clock: bsfClock });
  const naf = await startNaf({ fqdn: 'in-cse.sp.example.com', zn: lab.bsf.zn });
  open.push(lab.bsf, naf);
  const result = await bootstrap(lab.files, lab.application, { http: fetch, bsf: { url: lab.bsf.url } });
  const credential = await deriveEnrolmentCredential(lab.files, lab.application, result, {
    target: { kind: 'cse', cse: { node: 'infrastructure', cseId: '//sp.example.com/in-cse' } },
    uaProtocol: labNafProtocols.digest,
    clock: systemClock,
  });
  const ask = () =>
    authenticateToNaf(credential, {
      http: httpsPort(naf.certificate, naf.fqdn),
      url: `https://127.0.0.1:${naf.digestPort}/key?use=1`,
      timeout: 300,
    });
  return { naf, credential, ask };
}

describe.each(['GBA_ME', 'GBA_U'] as const)('Digest on Ua with the key of %s', (mode) => {
  test('NAF and device recognise each other', async () => {
    const { credential, ask } = await withCredential(mode);
    expect(credential).toMatchObject({ kind: 'Kpsa', nafFqdn: 'in-cse.sp.example.com' });
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(Buffer.from(body).toString()).toContain(labImpi);
  });
});

const refusals: readonly (readonly [NafFault, string])[] = [
  [{ kind: 'refuse-b-tid' }, 'gba.naf-refused'],
  [{ kind: 'wrong-realm' }, 'gba.wrong-realm'],
  [{ kind: 'status', status: 502 }, 'gba.naf-failed'],
  [{ kind: 'html' }, 'gba.naf-no-challenge'],
  [{ kind: 'slow', ms: 5_000 }, 'gba.naf-timeout'],
  [{ kind: 'cut' }, 'gba.naf-unreachable'],
];

test.each(refusals)('a NAF with %o is told as %s', async (fault, code) => {
  const { naf, ask } = await withCredential('GBA_ME');
  naf.faults.set(fault);
  await expect(ask()).rejects.toMatchObject({ code, details: { who: 'naf' } });
});

test('a B-TID that has expired at the BSF is refused by the NAF', async () => {
  let ahead = 0;
  const { ask } = await withCredential('GBA_U', { now: () => Date.now() + ahead });
  expect((await ask()).status).toBe(200);
  ahead = 2 * 86_400_000;
  await expect(ask()).rejects.toMatchObject({ code: 'gba.naf-refused' });
});
