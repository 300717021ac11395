import { randomBytes } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { decodeAkaNonce } from '../../auth/digest/aka-nonce.ts';
import type { Qop } from '../../auth/digest/algorithm.ts';
import { verifyAuthenticationInfo } from '../../auth/digest/authentication-info.ts';
import { announceIdentity, answerDigestChallenge } from '../../auth/digest/authorization.ts';
import { findDigestChallenge } from '../../auth/digest/digest-challenge.ts';
import { akaV1Password, akaV2Password } from '../../auth/digest/password.ts';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsExtNaf, deriveKsIntNaf, deriveKsNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { modifyRes } from '../../auth/gba/res-modification.ts';
import { uaProtocols } from '../../auth/gba/ua-protocol.ts';
import { xorTestAlgorithm } from '../../auth/xor.ts';
import { toHex } from '../../base/bytes.ts';
import type { Clock } from '../../base/ports.ts';
import { createAuc } from './auc.ts';
import { type BsfOptions, type LabBsf, startBsf } from './bsf.ts';
import { selfSignedCertificate } from './certificate.ts';
import type { UserSecuritySettings } from './subscriber.ts';

const open: LabBsf[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((bsf) => bsf.close()));
});

const impi = 'someone@ims.example.com';
const fqdn = 'bsf.example.com';
const algorithm = xorTestAlgorithm(new Uint8Array(16).fill(7));
const random = (length: number) => new Uint8Array(randomBytes(length));
const nafId = encodeNafId({ fqdn: 'naf.example.com', uaProtocol: uaProtocols.httpDigest });

async function bsfWith(settings: UserSecuritySettings, more: Partial<BsfOptions> = {}, clock?: Clock) {
  const auc = createAuc({
    subscribers: [{ impi, algorithm, settings }],
    clock: clock ?? { now: () => 0 },
    random,
  });
  const bsf = await startBsf({ fqdn, auc, ...(clock === undefined ? {} : { clock }), ...more });
  open.push(bsf);
  return bsf;
}

/** A device without a card: it has the algorithm itself. */
async function bootstrapAt(
  url: string,
  wanted: { readonly realm?: string; readonly qop?: Qop; readonly mode?: 'GBA_ME' | 'GBA_U' } = {},
) {
  const { realm = fqdn, qop = 'auth-int', mode = 'GBA_ME' } = wanted;
  const ask = (authorization: string) => fetch(url, { headers: { authorization } });
  const first = await ask(announceIdentity(impi, realm, '/'));
  const challenge = findDigestChallenge(first.headers.get('www-authenticate') ?? '', [
    'AKAv1-MD5',
    'AKAv2-MD5',
  ]);
  const { rand } = decodeAkaNonce(challenge.nonce);
  const { res: plain, ck, ik } = algorithm.f2345(rand);
  const res = mode === 'GBA_U' ? modifyRes(plain) : plain;
  const password = challenge.algorithm === 'AKAv1-MD5' ? akaV1Password(res) : akaV2Password({ res, ck, ik });
  const { header, inputs } = answerDigestChallenge(challenge, {
    username: impi,
    password,
    method: 'GET',
    uri: '/',
    body: new Uint8Array(),
    cnonce: 'abcdef',
    nonceCount: 1,
    qopWanted: [qop],
  });
  const answer = await ask(header);
  const body = new Uint8Array(await answer.arrayBuffer());
  if (answer.status === 200)
    verifyAuthenticationInfo(answer.headers.get('authentication-info') ?? undefined, inputs, body);
  const bTid = /<btid>(.*)<\/btid>/.exec(Buffer.from(body).toString())?.[1] ?? '';
  return { status: answer.status, challenge, bTid, rand, ks: ksOfAka(ck, ik) };
}

test.each(['auth', 'auth-int'] as const)('Ub with AKAv1 and AKAv2 and qop %s', async (qop) => {
  for (const digest of ['AKAv1-MD5', 'AKAv2-MD5'] as const) {
    const bsf = await bsfWith({ uicc: 'GBA_ME' }, { algorithm: digest, qop: [qop] });
    const made = await bootstrapAt(bsf.url, { qop });
    expect(made).toMatchObject({ status: 200, challenge: { algorithm: digest, qop: [qop] } });
    const answer = bsf.zn({ bTid: made.bTid, nafId });
    const { ks, rand } = made;
    expect(answer).toMatchObject({ mode: 'GBA_ME', deviceKey: deriveKsNaf(ks, { rand, impi, nafId }) });
  }
});

test('a response that is less protected than the BSF wants is not taken', async () => {
  const bsf = await bsfWith({ uicc: 'GBA_ME' });
  await expect(bootstrapAt(bsf.url, { qop: 'auth' })).rejects.toMatchObject({
    code: 'digest.qop-not-offered',
  });
  const lenient = await bsfWith({ uicc: 'GBA_ME' }, { qop: ['auth', 'auth-int'] });
  expect((await bootstrapAt(lenient.url, { qop: 'auth' })).status).toBe(200);
});

test('over IPv6, and over TLS with a certificate for its names', async () => {
  const certificate = await selfSignedCertificate([fqdn], Date.now());
  const bsf = await bsfWith({ uicc: 'GBA_ME' }, { certificate });
  expect((await bootstrapAt(bsf.url6)).status).toBe(200);
  const status = await new Promise((resolve, reject) => {
    const asked = httpsRequest(bsf.secureUrl ?? '', { ca: certificate.cert, servername: fqdn }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('error', reject);
    asked.end();
  });
  expect(status).toBe(400);
});

test('a request for another of its names is answered under that name, which stands in the B-TID', async () => {
  const bsf = await bsfWith({ uicc: 'GBA_ME' }, { alsoNamed: ['bsf.ims.example.com'] });
  const named = await bootstrapAt(bsf.url, { realm: 'bsf.ims.example.com' });
  expect(named.challenge.realm).toBe('bsf.ims.example.com');
  expect(named.bTid).toMatch(/@bsf\.ims\.example\.com$/);
  expect((await bootstrapAt(bsf.url, { realm: 'elsewhere.example.com' })).challenge.realm).toBe(fqdn);
});

test('Zn gives what the user security settings allow', async () => {
  const keysWith = async (settings: Partial<UserSecuritySettings>) => {
    const bsf = await bsfWith({ uicc: 'GBA_U', ...settings });
    const { bTid, ks, rand } = await bootstrapAt(bsf.url, { mode: 'GBA_U' });
    return { answer: bsf.zn({ bTid, nafId }), inputs: { rand, impi, nafId }, ks };
  };
  const both = await keysWith({});
  const { ks, inputs } = both;
  expect(both.answer).toMatchObject({
    mode: 'GBA_U',
    deviceKey: deriveKsExtNaf(ks, inputs),
    uiccKey: deriveKsIntNaf(ks, inputs),
  });
  expect((await keysWith({ keyChoice: 'device' })).answer).not.toHaveProperty('uiccKey');
  expect((await keysWith({ keyChoice: 'uicc' })).answer).not.toHaveProperty('deviceKey');
  expect((await keysWith({ nafs: ['other.example.com'] })).answer).toEqual({ outcome: 'not-allowed' });
  expect((await keysWith({ nafs: ['naf.example.com'] })).answer).toMatchObject({ outcome: 'keys' });
});

test('a bootstrapping is valid as long as the settings of the subscriber say, else as the BSF says', async () => {
  let now = 5_000;
  const clock = { now: () => now };
  const short = await bsfWith({ uicc: 'GBA_ME', lifetime: 60 }, { lifetime: 3600 }, clock);
  const long = await bsfWith({ uicc: 'GBA_ME' }, { lifetime: 3600 }, clock);
  const a = await bootstrapAt(short.url);
  const b = await bootstrapAt(long.url);
  now += 60_000;
  expect(short.zn({ bTid: a.bTid, nafId })).toEqual({ outcome: 'expired' });
  expect(long.zn({ bTid: b.bTid, nafId })).toMatchObject({ outcome: 'keys', expires: 5_000 + 3_600_000 });
  expect(long.zn({ bTid: a.bTid, nafId })).toEqual({ outcome: 'unknown' });
});

test('each challenge is new', async () => {
  const bsf = await bsfWith({ uicc: 'GBA_ME' });
  const first = await bootstrapAt(bsf.url);
  const second = await bootstrapAt(bsf.url);
  expect(toHex(first.rand)).not.toBe(toHex(second.rand));
});

test('whatever is asked of it, the BSF answers', async () => {
  const bsf = await bsfWith({ uicc: 'GBA_U' });
  const text = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
  const header = fc.oneof(
    text,
    fc
      .record({
        username: fc.oneof(text, fc.constant(impi)),
        realm: text,
        nonce: text,
        uri: text,
        response: text,
      })
      .map(
        (said) =>
          `Digest ${Object.entries(said)
            .map(([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '')}"`)
            .join(', ')}`,
      ),
  );
  await fc.assert(
    fc.asyncProperty(header, async (authorization) => {
      const { status } = await fetch(bsf.url, { headers: { authorization } });
      expect([400, 401, 403]).toContain(status);
    }),
    { numRuns: 100 },
  );
});
