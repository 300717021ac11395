import * as fc from 'fast-check';
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noSequences } from '../../auth/card-sequence.ts';
import { answerChallenge } from '../../auth/challenge.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { deriveKsExtNaf, ksOfAka } from '../../auth/gba/naf-key.ts';
import { modifyRes } from '../../auth/gba/res-modification.ts';
import { uaProtocols } from '../../auth/gba/ua-protocol.ts';
import { CardwrightError } from '../../base/error.ts';
import { algorithmOf } from '../uicc/commands/authenticator.ts';
import { loadSeed } from '../uicc/seed/load.ts';
import { type LabNetwork, startLabNetwork } from './lab-network.ts';
import { subscriptionsIn } from './lab-subscribers.ts';

let network: LabNetwork;
beforeEach(async () => {
  network = await startLabNetwork();
});
afterEach(() => network.close());

const [application] = subscriptionsIn(loadSeed('usim-prepersonalised').image);
const { impi } = application!;
const algorithm = algorithmOf(application!.adf.authentication.key);
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What a card says to a challenge of GBA_U, as a document. */
function cardSays(challenge: string, sequences = noSequences) {
  const { rand, autn } = JSON.parse(challenge) as Record<'rand' | 'autn', string>; // oxlint-disable-line typescript/no-unsafe-type-assertion
  const { ck, ik } = algorithm.f2345(bytesOf(rand));
  const result = answerChallenge(algorithm, sequences, bytesOf(rand), modifyMac(bytesOf(autn), ik));
  const head = { format: 'gba-response', version: 1, impi, rand };
  const ks = ksOfAka(ck, ik);
  if (result.outcome === 'authenticated')
    return {
      ks,
      rand,
      text: JSON.stringify({ ...head, outcome: 'response', res: base64(modifyRes(result.res)) }),
    };
  if (result.outcome === 'synchronisation-failure')
    return {
      ks,
      rand,
      text: JSON.stringify({ ...head, outcome: 'resynchronise', auts: base64(result.auts) }),
    };
  throw new TypeError(result.outcome);
}

test('a challenge, the answer of the card, a completion; and the BSF gives the NAF the same key', async () => {
  const { operator, bsf } = network;
  const { text, rand, ks } = cardSays(operator.challenge(impi));
  const completion: unknown = JSON.parse(await operator.answer(text));
  const bTid = `${rand}@${bsf.fqdn}`;
  expect(completion).toEqual({ format: 'gba-completion', version: 1, bTid, lifetime: expect.any(String) });
  const nafId = encodeNafId({ fqdn: 'naf.example.com', uaProtocol: uaProtocols.httpDigest });
  const deviceKey = deriveKsExtNaf(ks, { rand: bytesOf(rand), impi, nafId });
  expect(bsf.zn({ bTid, nafId })).toMatchObject({ outcome: 'keys', mode: 'GBA_U', deviceKey });
  await expect(operator.answer(text)).rejects.toMatchObject({ code: 'lab.answer-unasked' });
});

test('an answer sealed to the operator is opened, one sealed to somebody else is not', async () => {
  const { operator } = network;
  const challenge = operator.challenge(impi);
  const { recipient } = JSON.parse(challenge) as { recipient: JWK }; // oxlint-disable-line typescript/no-unsafe-type-assertion
  expect(recipient).not.toHaveProperty('d');
  const { text } = cardSays(challenge);
  const stranger = await exportJWK(
    (await generateKeyPair('ECDH-ES+A256KW', { extractable: true })).publicKey,
  );
  await expect(operator.answer(await sealed(text, stranger))).rejects.toMatchObject({
    code: 'lab.answer-malformed',
  });
  expect(JSON.parse(await operator.answer(await sealed(text, recipient)))).toMatchObject({
    format: 'gba-completion',
  });
});

async function sealed(text: string, recipient: JWK): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
    .encrypt(await importJWK(recipient, 'ECDH-ES+A256KW'));
}

test('AUTS gives the next challenge, which the card takes', async () => {
  const { operator } = network;
  network.setFault('bsf-resynchronisation');
  const refused = cardSays(operator.challenge(impi));
  expect(JSON.parse(refused.text)).toMatchObject({ outcome: 'resynchronise' });
  const next = cardSays(await operator.answer(refused.text));
  expect(JSON.parse(next.text)).toMatchObject({ outcome: 'response' });
  expect(JSON.parse(await operator.answer(next.text))).toMatchObject({ format: 'gba-completion' });
});

test('a wrong RES, somebody unknown, and the answer of another subscriber are refused by name', async () => {
  const { operator } = network;
  const { text } = cardSays(operator.challenge(impi));
  const refused = (code: string) => expect.objectContaining({ code });
  await expect(operator.answer(text.replace(impi, 'other@example.com'))).rejects.toThrow(
    refused('lab.answer-unasked'),
  );
  const wrong = text.replace(/"res":"[^"]+"/, `"res":"${base64(new Uint8Array(8))}"`);
  await expect(operator.answer(wrong)).rejects.toThrow(refused('lab.answer-wrong'));
  expect(() => operator.challenge('nobody@example.com')).toThrow(refused('lab.subscriber-unknown'));
});

test('any text is an answer or a typed error', async () => {
  const { operator } = network;
  const { text } = cardSays(operator.challenge(impi));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.nat(text.length)), async (made) => {
      const given = typeof made === 'string' ? made : text.slice(0, made);
      if (given === text) return;
      await expect(operator.answer(given)).rejects.toBeInstanceOf(CardwrightError);
    }),
  );
});
