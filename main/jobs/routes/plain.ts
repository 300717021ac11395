import { areAtHand, closed, open, presentedKeys, type RouteQuestion, type SurveyedRoute } from './survey.ts';

const identity = { route: 'plain' } as const;

/** Commands as they are, after the keys of the card have been presented. */
export function surveyPlain(question: RouteQuestion): SurveyedRoute {
  const { needs, obstacle } = presentedKeys(question, []);
  if (obstacle !== undefined)
    return closed(
      identity,
      obstacle,
      'The card cannot be changed with keys that are presented alone.',
      needs,
    );
  const atHand = areAtHand(question, needs);
  return open(identity, atHand, { why: whyOf(needs.length, atHand), needs });
}

function whyOf(needed: number, atHand: boolean): string {
  if (needed === 0) return 'The card asks for no key.';
  return atHand ? 'The keys it needs are stored.' : 'The keys it needs have to be given.';
}
