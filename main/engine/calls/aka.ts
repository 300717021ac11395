import { randomBytes } from 'node:crypto';
import { diagnoseRefusal } from '../../auth/explain/diagnose-refusal.ts';
import { explainAutn } from '../../auth/explain/explain-autn.ts';
import type { AkaFinding } from '../../auth/explain/finding.ts';
import { modifyMac } from '../../auth/gba/mac-modification.ts';
import { makeVector as vectorOf } from '../../auth/vector.ts';
import { fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { AkaFindingDoc, AkaResultDoc } from '../../contract/aka.ts';
import { presentError } from '../../jobs/present/error.ts';
import { authenticate3g, authenticateGsm } from '../../procedures/aka/authenticate-on-card.ts';
import { macRefused } from '../../procedures/aka/refusals.ts';
import type { AkaChallenge } from '../../procedures/aka/types.ts';
import { bootstrapOnCard } from '../../procedures/gba/bootstrap-on-card.ts';
import { type AkaValues, compared, matchesOf } from '../gba/aka-values.ts';
import { algorithmOf, type GivenAlgorithm } from '../gba/algorithm-of.ts';
import {
  type AkaCard,
  chooseApplication,
  openAkaCard,
  presentApplicationPin,
} from '../gba/card-application.ts';
import { localKeyOf } from '../gba/local-key.ts';
import { reserveSecretFile } from '../gba/new-secret-file.ts';
import type { ParsedInput } from '../validate.ts';
import type { Handler } from './context.ts';

type Input = ParsedInput<'aka.authenticate'>;
type CardSaid =
  | { readonly outcome: 'authenticated'; readonly values: AkaValues }
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array }
  | { readonly outcome: 'mac-failure' };

export const authenticateAka: Handler<'aka.authenticate'> = async (
  input,
  { parts, signal, about, progress },
) => {
  const given = input.algorithm === undefined ? undefined : algorithmOf(input.algorithm);
  const challenge = challengeOf(input, given);
  const desk = await parts.desk.get();
  return desk.use(input.reader, 'write', signal, async (atHand) => {
    const card = await openAkaCard(atHand, signal, input.iccid);
    if (card.iccid !== undefined) about({ iccid: card.iccid });
    const application = chooseApplication(card, input.application);
    await presentApplicationPin(card, application, input);
    progress({ what: 'The card checks the challenge', done: 1 });
    const said = await ask(card, application, input.context, challenge);
    return resultOf(input, given, challenge, said);
  });
};

export const localKeyOfCard: Handler<'aka.localKey'> = async (input, { parts, signal, about, progress }) =>
  (await parts.desk.get()).use(input.reader, 'write', signal, async (atHand) => {
    const card = await openAkaCard(atHand, signal, input.iccid);
    if (card.iccid !== undefined) about({ iccid: card.iccid });
    progress({ what: 'The card checks the challenge', done: 1 });
    return localKeyOf(card, input);
  });

export const makeVector: Handler<'aka.vector'> = async (input) => {
  const { algorithm } = algorithmOf(input.algorithm);
  const rand = input.rand === undefined ? new Uint8Array(randomBytes(16)) : fromHex(input.rand);
  const file = input.file === undefined ? undefined : reserveSecretFile(input.file);
  try {
    const { autn, xres, ck, ik } = vectorOf(algorithm, rand, fromHex(input.sqn), fromHex(input.amf));
    const { ak } = algorithm.f2345(rand);
    const values: AkaValues = { RES: xres, CK: ck, IK: ik, AK: ak };
    const open = {
      rand: toHex(rand),
      sqn: input.sqn.toLowerCase(),
      amf: input.amf.toLowerCase(),
      autn: toHex(autn),
    };
    const { res, ...rest } = input.expected ?? {};
    const matches = compared(values, { RES: res, CK: rest.ck, IK: rest.ik, AK: rest.ak });
    if (file === undefined) return { ...open, matches };
    const secret = { res: toHex(xres), ck: toHex(ck), ik: toHex(ik), ak: toHex(ak) };
    file.write(`${JSON.stringify({ ...open, ...secret }, null, 2)}\n`);
    return { ...open, matches, file: file.path };
  } finally {
    file?.discard();
  }
};

export const explainAka: Handler<'aka.explain'> = async ({ rand, autn, auts, algorithm }) => {
  const given = algorithm === undefined ? {} : algorithmOf(algorithm);
  const told = explainAutn({
    rand: fromHex(rand),
    autn: fromHex(autn),
    ...given,
    ...(auts === undefined ? {} : { auts: fromHex(auts) }),
  });
  return {
    rand: rand.toLowerCase(),
    autn: autn.toLowerCase(),
    concealedSqn: toHex(told.concealedSqn),
    ...(told.sqn === undefined ? {} : { sqn: toHex(told.sqn.bytes) }),
    amf: toHex(told.amf),
    amfMeaning: told.amfMeaning.map((bits) => ({ ...bits })),
    mac: told.mac,
    findings: told.findings.map(findingDoc),
  };
};

/** The challenge that was given, or one made with the key. SEQ 0 is taken by no card: it tells its own number and uses none up. */
function challengeOf(
  { rand, autn, sqn, amf, context }: Input,
  given: GivenAlgorithm | undefined,
): AkaChallenge {
  const randBytes = rand === undefined ? new Uint8Array(randomBytes(16)) : fromHex(rand);
  if (context === 'gsm' && (rand !== undefined || given !== undefined))
    return { rand: randBytes, autn: new Uint8Array() };
  if (rand !== undefined && autn !== undefined) return { rand: randBytes, autn: fromHex(autn) };
  if (given === undefined || autn !== undefined)
    throw new InputError('aka.challenge-missing', 'There is no challenge to give to the card.', {
      hint: 'Give RAND and AUTN, or the key of the subscriber to have one made.',
      meaning: 'The card was not asked.',
    });
  const made = vectorOf(given.algorithm, randBytes, fromHex(sqn ?? '000000000000'), fromHex(amf ?? '0000'));
  return { rand: randBytes, autn: context === 'gba' ? modifyMac(made.autn, made.ik) : made.autn };
}

async function ask(
  { files }: AkaCard,
  application: ReturnType<typeof chooseApplication>,
  context: Input['context'],
  challenge: AkaChallenge,
): Promise<CardSaid> {
  if (context === 'gsm') {
    const { sres, kc } = await authenticateGsm(files, application, challenge.rand);
    return { outcome: 'authenticated', values: { SRES: sres, Kc: kc } };
  }
  if (context === 'gba') {
    const answer = await bootstrapOnCard(files, application, challenge, ['GBA_U']);
    return answer.outcome === 'authenticated'
      ? { outcome: 'authenticated', values: { RES: answer.res } }
      : answer;
  }
  const answer = await authenticate3g(files, application, challenge);
  if (answer.outcome !== 'authenticated') return answer;
  const { res, ck, ik, kc } = answer;
  const values = { RES: res, CK: ck, IK: ik, ...(kc === undefined ? {} : { Kc: kc }) };
  return { outcome: 'authenticated', values };
}

function resultOf(
  { application, context }: Input,
  given: GivenAlgorithm | undefined,
  challenge: AkaChallenge,
  said: CardSaid,
): AkaResultDoc {
  const head = { application, context, outcome: said.outcome };
  const values = said.outcome === 'authenticated' ? said.values : {};
  const lengths = Object.fromEntries(Object.entries(values).map(([name, { length }]) => [name, length]));
  const matches = given === undefined ? {} : matchesOf(given.algorithm, context, challenge.rand, values);
  if (context === 'gsm') return { ...head, lengths, matches };
  const { explanation, findings } = diagnoseRefusal({ ...challenge, ...given }, said, context);
  const sqnMs = explanation.auts?.sqnMs;
  const refusal = macRefused(context === 'gba' ? 'GBA' : '3G');
  return {
    ...head,
    lengths,
    matches,
    ...(sqnMs === undefined ? {} : { sqnOfCard: toHex(sqnMs.bytes) }),
    findings: findings.map(findingDoc),
    ...(said.outcome === 'mac-failure' ? { error: presentError(refusal) } : {}),
  };
}

const findingDoc = ({ id, severity, what, hint, details }: AkaFinding): AkaFindingDoc => ({
  id,
  severity,
  what,
  ...(hint === undefined ? {} : { hint }),
  ...(details === undefined ? {} : { details: { ...details } }),
});
