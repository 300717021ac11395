import type { AkaResult } from '../../auth/digest/password.ts';
import { decodeBootstrappingAnswer } from '../../auth/gba/authenticate-answer.ts';
import { encodeGbaCommand, gbaContext } from '../../auth/gba/authenticate-command.ts';
import { ksOfAka } from '../../auth/gba/naf-key.ts';
import { authenticate } from '../../card/commands/authenticate.ts';
import { requireApplicationPin } from '../aka/application-pin.ts';
import { authenticate3g } from '../aka/authenticate-on-card.ts';
import { explainRefusal, isMacFailure } from '../aka/refusals.ts';
import type { AkaApplication, AkaChallenge } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { SecretKey } from './secret-key.ts';
import type { GbaMode } from './types.ts';

/** What the card makes of the challenge of a BSF. */
export type CardBootstrapping =
  | { readonly outcome: 'authenticated'; readonly mode: 'GBA_U'; readonly res: Uint8Array }
  | {
      readonly outcome: 'authenticated';
      readonly mode: 'GBA_ME';
      readonly res: Uint8Array;
      readonly ks: SecretKey;
      /** For AKAv2; it holds CK and IK. */
      readonly aka: AkaResult;
    }
  | { readonly outcome: 'synchronisation-failure'; readonly auts: Uint8Array }
  | { readonly outcome: 'mac-failure'; readonly tried: readonly GbaMode[] };

/**
 * Gives a challenge to the card, in one or the other context or, with both in `modes`, in the second when the MAC is wrong in the first: the
 * network marks a challenge of GBA_U by its MAC, so the card tells which mode the user security settings ask for (3GPP TS 33.220 5.3.2). A
 * challenge refused for its MAC is not used up.
 * @throws as `authenticate3g`
 */
export async function bootstrapOnCard(
  files: CardFiles,
  application: AkaApplication,
  challenge: AkaChallenge,
  modes: readonly GbaMode[],
): Promise<CardBootstrapping> {
  for (const mode of modes) {
    const answer = await (mode === 'GBA_U' ? inGbaContext : in3gContext)(files, application, challenge);
    if (answer.outcome !== 'mac-failure') return answer;
  }
  return { outcome: 'mac-failure', tried: modes };
}

async function in3gContext(
  files: CardFiles,
  application: AkaApplication,
  challenge: AkaChallenge,
): Promise<CardBootstrapping> {
  const answer = await authenticate3g(files, application, challenge);
  if (answer.outcome === 'mac-failure') return { ...answer, tried: ['GBA_ME'] };
  if (answer.outcome === 'synchronisation-failure') return answer;
  const { outcome, res, ck, ik } = answer;
  return { outcome, mode: 'GBA_ME', res, ks: new SecretKey(ksOfAka(ck, ik)), aka: { res, ck, ik } };
}

async function inGbaContext(
  files: CardFiles,
  application: AkaApplication,
  { rand, autn }: AkaChallenge,
): Promise<CardBootstrapping> {
  await requireApplicationPin(files, application);
  await files.enter(rootOfApplication(application));
  const data = encodeGbaCommand({ mode: 'bootstrapping', rand, autn });
  try {
    const answer = decodeBootstrappingAnswer(await files.session.run(authenticate(gbaContext, data)));
    return answer.outcome === 'authenticated' ? { ...answer, mode: 'GBA_U' } : answer;
  } catch (error) {
    if (isMacFailure(error)) return { outcome: 'mac-failure', tried: ['GBA_U'] };
    throw explainRefusal(error, 'GBA');
  }
}
