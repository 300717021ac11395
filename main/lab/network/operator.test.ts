import * as fc from 'fast-check';
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

test('a challenge, the answer of the card, a completion; and the BSF gives the NAF the same key', () => {
  const { operator, bsf } = network;
  const { text, rand, ks } = cardSays(operator.challenge(impi));
  const completion: unknown = JSON.parse(operator.answer(text));
  const bTid = `${rand}@${bsf.fqdn}`;
  expect(completion).toEqual({ format: 'gba-completion', version: 1, bTid, lifetime: expect.any(String) });
  const nafId = encodeNafId({ fqdn: 'naf.example.com', uaProtocol: uaProtocols.httpDigest });
  const deviceKey = deriveKsExtNaf(ks, { rand: bytesOf(rand), impi, nafId });
  expect(bsf.zn({ bTid, nafId })).toMatchObject({ outcome: 'keys', mode: 'GBA_U', deviceKey });
  expect(() => operator.answer(text)).toThrow(expect.objectContaining({ code: 'lab.answer-unasked' }));
});

test('AUTS gives the next challenge, which the card takes', () => {
  const { operator } = network;
  network.setFault('bsf-resynchronisation');
  const refused = cardSays(operator.challenge(impi));
  expect(JSON.parse(refused.text)).toMatchObject({ outcome: 'resynchronise' });
  const next = cardSays(operator.answer(refused.text));
  expect(JSON.parse(next.text)).toMatchObject({ outcome: 'response' });
  expect(JSON.parse(operator.answer(next.text))).toMatchObject({ format: 'gba-completion' });
});

test('a wrong RES, somebody unknown, and the answer of another subscriber are refused by name', () => {
  const { operator } = network;
  const { text } = cardSays(operator.challenge(impi));
  const refused = (code: string) => expect.objectContaining({ code });
  expect(() => operator.answer(text.replace(impi, 'other@example.com'))).toThrow(
    refused('lab.answer-unasked'),
  );
  const wrong = text.replace(/"res":"[^"]+"/, `"res":"${base64(new Uint8Array(8))}"`);
  expect(() => operator.answer(wrong)).toThrow(refused('lab.answer-wrong'));
  expect(() => operator.challenge('nobody@example.com')).toThrow(refused('lab.subscriber-unknown'));
});

test('any text is an answer or a typed error', () => {
  const { operator } = network;
  const { text } = cardSays(operator.challenge(impi));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.nat(text.length)), (made) => {
      const given = typeof made === 'string' ? made : text.slice(0, made);
      if (given === text) return;
      let thrown: unknown;
      try {
        operator.answer(given);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(CardwrightError);
    }),
  );
});
