import { defaultFreshness, type FreshnessLimits } from '../card-sequence.ts';
import type { Sqn } from '../sqn.ts';
import type { AutsReading } from './auts.ts';
import type { AkaFinding } from './finding.ts';

/**
 * What a card makes of the number of a challenge, beside its own where AUTS has told it: AUTS means that it was refused. 3GPP TS 33.102
 * C.2.2. SQN_MS is the highest number of all indices; the one that counts, that of the same IND, may be lower.
 */
export function compareNumbers(
  challenge: Sqn | undefined,
  auts: AutsReading | undefined,
  limits: FreshnessLimits = defaultFreshness,
): readonly AkaFinding[] {
  if (challenge === undefined) return [];
  const { seq, ind } = challenge;
  const card = auts?.sqnMs?.parts;
  if (card === undefined) return seq === 0 ? [neverFresh] : [numberOnly(challenge)];
  if (seq === 0) return [numberTold(card)];
  const details = { seq, ind, seqOfCard: card.seq, indOfCard: card.ind };
  const ahead = seq - card.seq;
  if (ahead > limits.delta) return [tooFarAhead({ ...details, ahead, delta: limits.delta })];
  if (ahead <= 0) return [tooOld({ ...details, behind: -ahead })];
  return [unexplained({ ...details, ahead })];
}

const neverFresh: AkaFinding = {
  id: 'aka.sqn-zero',
  severity: 'fault',
  what: 'SEQ is 0, which no card takes: a number has to be above the one accepted before.',
  hint: 'Let the authentication centre begin at 1, or resynchronise.',
};

const numberOnly = ({ seq, ind }: Sqn): AkaFinding => ({
  id: 'aka.sqn-of-challenge',
  severity: 'good',
  what: `The challenge has SEQ ${seq} and IND ${ind}. Whether that is fresh only the card knows.`,
  hint: 'Give the AUTS of the card to compare the numbers of both sides.',
  details: { seq, ind },
});

/** SEQ 0 is a way to ask. */
const numberTold = ({ seq, ind }: Sqn): AkaFinding => ({
  id: 'aka.number-told',
  severity: 'good',
  what: `The card has accepted SEQ ${seq} (IND ${ind}) so far. Nothing was used up: SEQ 0 is taken by no card.`,
  details: { seqOfCard: seq, indOfCard: ind },
});

type Numbers = Readonly<Record<string, number>>;

const tooOld = (details: Numbers): AkaFinding => ({
  id: 'aka.sqn-too-old',
  severity: 'fault',
  what: `The number is too old: the challenge has SEQ ${details['seq']}, the card has accepted SEQ ${details['seqOfCard']} already.`,
  hint: 'Send AUTS to the authentication centre; it continues above the number of the card. Was the subscriber copied to another one, or restored from a backup?',
  details,
});

const tooFarAhead = (details: Numbers): AkaFinding => ({
  id: 'aka.sqn-too-far-ahead',
  severity: 'fault',
  what: `The number is too far ahead: the challenge has SEQ ${details['seq']}, the card SEQ ${details['seqOfCard']}, and it takes at most ${details['delta']} more.`,
  hint: 'Set the number of the subscriber in the authentication centre to that of the card by means of AUTS; look why it ran away.',
  details,
});

const unexplained = (details: Numbers): AkaFinding => ({
  id: 'aka.sqn-refused-though-higher',
  severity: 'attention',
  what: `The challenge has SEQ ${details['seq']}, above SEQ ${details['seqOfCard']} of the card, and still the card refused.`,
  hint: 'The card divides SQN otherwise (IND of another length), allows smaller steps, or AUTS belongs to another moment. Ask its issuer for the profile of annex C.3.',
  details,
});
