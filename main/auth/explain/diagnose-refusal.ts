import { type AutnExplanation, type ChallengeToExplain, explainAutn } from './explain-autn.ts';
import type { AkaFinding } from './finding.ts';

/** What a card said to a challenge. */
export type CardVerdict =
  | { readonly outcome: 'authenticated' }
  /** 9862. */
  | { readonly outcome: 'mac-failure' }
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array };

export interface RefusalDiagnosis {
  readonly explanation: AutnExplanation;
  /** The reason first. */
  readonly findings: readonly AkaFinding[];
}

/**
 * Why a card refused a challenge in the context it was given in: what the challenge says beside what the card says of it. Where both contradict
 * each other the card has another key than the one given here. 3GPP TS 33.102 6.3.3, TS 33.220 5.3.2.
 * @throws InputError `aka.length`
 */
export function diagnoseRefusal(
  challenge: Omit<ChallengeToExplain, 'auts'>,
  card: CardVerdict,
  context: '3g' | 'gba',
): RefusalDiagnosis {
  const explanation = explainAutn(
    card.outcome === 'synchronisation-failure' ? { ...challenge, auts: card.auts } : challenge,
  );
  const reason = contradiction(explanation, card, context);
  const findings = reason === undefined ? explanation.findings : [reason, ...explanation.findings];
  return { explanation, findings };
}

function contradiction(
  { mac, auts }: AutnExplanation,
  card: CardVerdict,
  context: '3g' | 'gba',
): AkaFinding | undefined {
  if (mac === 'unchecked') return card.outcome === 'mac-failure' ? macRefusedByCard : undefined;
  if (card.outcome === 'authenticated') return mac === 'wrong' ? acceptedThough : undefined;
  if (card.outcome === 'synchronisation-failure')
    return mac === 'wrong' || auts?.verdict === 'wrong' ? otherKey : undefined;
  if (mac === 'wrong') return undefined;
  const wanted = mac === 'right-for-gba-u' ? 'gba' : '3g';
  if (wanted === context) return otherKey;
  return context === '3g' ? forGbaContext : forOtherContext;
}

const macRefusedByCard: AkaFinding = {
  id: 'aka.card-refuses-mac',
  severity: 'fault',
  what: 'The card says that the MAC is wrong: the challenge is not from the network of this subscriber, or is meant for another context.',
  hint: 'Check that card and subscription belong together; give the key here to find out which side is wrong.',
};

const otherKey: AkaFinding = {
  id: 'aka.other-key-in-card',
  severity: 'fault',
  what: 'The card works with another key than the one given here: what one of them finds right the other finds wrong.',
  hint: 'Compare K, OPc and the algorithm with the personalisation data of this card (ICCID); two cards may have been swapped.',
};

const acceptedThough: AkaFinding = {
  id: 'aka.card-accepts-mac',
  severity: 'attention',
  what: 'The card takes the challenge although the MAC does not fit the key given here: the key given is not that of the card.',
  hint: 'Check the key you gave; card and network agree with each other.',
};

const forGbaContext: AkaFinding = {
  id: 'aka.wants-gba-context',
  severity: 'fault',
  what: 'The network has marked the challenge for GBA_U, so the card refuses it in the 3G context.',
  hint: 'Give it to the card in the GBA context; or let the operator set the subscriber to GBA_ME.',
};

const forOtherContext: AkaFinding = {
  id: 'aka.wants-3g-context',
  severity: 'fault',
  what: 'The network has not marked the challenge for GBA_U, so the card refuses it in the GBA context.',
  hint: 'Use GBA_ME; or let the operator set the subscriber to GBA_U.',
};
