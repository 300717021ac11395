import { AccessError, CardError, CardwrightError } from '../../base/error.ts';

export type AkaContext = '3G' | 'GSM' | 'GBA' | 'local key';

const macFailure = '9862';
const wrongContext = '9864';
const conditions = '6985';
const security = '6982';

/** The card refused because the MAC of the challenge is wrong. */
export function isMacFailure(error: unknown): boolean {
  return error instanceof CardwrightError && error.details['sw'] === macFailure;
}

/** What a refusal of AUTHENTICATE means, 3GPP TS 31.102 7.1 and 7.3; other errors stay as they are. */
export function explainRefusal(error: unknown, context: AkaContext): unknown {
  if (!(error instanceof CardwrightError)) return error;
  const { details } = error;
  const unharmed = 'The card is unharmed; no sequence number was used.';
  const clause = '3GPP TS 31.102 7.3';
  switch (String(details['sw'])) {
    case macFailure:
      return macRefused(context, error);
    case wrongContext:
    case '6A81':
    case '6A86':
      return new CardError(
        'aka.context-unsupported',
        `The card does not support authentication in the ${context} context.`,
        {
          hint:
            context === 'GBA'
              ? 'Use GBA_ME: the operator has to set the subscriber’s security settings so.'
              : 'Check the service table of the application; use another context.',
          meaning: unharmed,
          clause,
          details: { ...details, who: 'card', context },
          cause: error,
        },
      );
    case security:
      return new AccessError('aka.pin-needed', 'The card authenticates only after its PIN was presented.', {
        hint: 'Present PIN1 of the card, then try again.',
        meaning: unharmed,
        clause,
        details: { ...details, who: 'card', context },
        cause: error,
      });
    case conditions:
      return new CardError(
        'aka.conditions',
        `The card has nothing to authenticate with in the ${context} context.`,
        {
          hint: 'Bootstrap first; if it stays so, the application has no key.',
          meaning: unharmed,
          clause,
          details: { ...details, who: 'card', context },
          cause: error,
        },
      );
    default:
      return error;
  }
}

/** The card has answered 9862. */
export function macRefused(context: AkaContext, cause?: CardwrightError): AccessError {
  return new AccessError('aka.mac-failure', 'The card refuses the network’s proof: its MAC is wrong.', {
    hint:
      context === 'GBA'
        ? 'Check that card and subscription belong together, and that the operator’s settings of this subscriber have GBA_U.'
        : 'Check that card and subscription belong together, and that the operator’s settings of this subscriber do not ask for GBA_U.',
    meaning: 'The card is unharmed; no sequence number was used.',
    clause: '3GPP TS 33.102 6.3.3',
    details: { ...cause?.details, who: 'card', context },
    cause,
  });
}
