import { CardwrightError } from '../../base/error.ts';
import { commandsFor } from '../../procedures/apply/step-commands.ts';
import { askKeySet } from '../../procedures/globalplatform/open-secure-channel.ts';
import { mostDataOf } from '../../procedures/globalplatform/secure-session.ts';
import type { Plan } from '../../procedures/plan/types.ts';
import type { CardSession } from '../../procedures/session.ts';
import type { Custody } from '../custody/custody.ts';
import { type GlobalPlatformKeySet, overwrite } from '../custody/types.ts';
import { commandTooLong } from './errors.ts';
import { type ChannelSetting, channelSetting, levelFor, provesItself } from './secure-channel.ts';
import {
  areAtHand,
  closed,
  failedBefore,
  open,
  presentedKeys,
  type RouteQuestion,
  type SurveyedRoute,
} from './survey.ts';

/**
 * SCP02 or SCP03 with one key set: the card is asked for its cryptogram, which shows whether it has these keys. Nothing is authenticated and
 * no try is used.
 * @throws the link's error, CancelledError
 */
export async function surveySecure(
  custody: Custody,
  session: CardSession,
  set: GlobalPlatformKeySet,
  question: RouteQuestion,
): Promise<SurveyedRoute> {
  const identity = { route: set.protocol, keySet: { id: set.id, name: set.name } };
  const { needs, obstacle } = presentedKeys(question, set.authorises);
  if (set.problem !== undefined) return closed(identity, set.problem);
  try {
    const setting = await channelSetting(session, set);
    const mostData = await mostDataWith(custody, session, set.id, setting);
    const problem = obstacle ?? longCommand(question.plan, mostData);
    if (problem !== undefined) return closed(identity, problem);
    if (question.failed.has(set.id)) return open(identity, false, { why: failedBefore, needs });
    return open(identity, areAtHand(question, needs), { why: whyOf(setting, needs.length), needs });
  } catch (error) {
    if (isAnswer(error) && session.lost === undefined) return closed(identity, error);
    throw error;
  }
}

/** What the card has said, or the key set; not the link, a cancel or a defect of ours. */
function isAnswer(error: unknown): error is CardwrightError {
  return error instanceof CardwrightError && ['card', 'access', 'input', 'store'].includes(error.kind);
}

function whyOf(setting: ChannelSetting, others: number): string {
  if (!provesItself(setting)) return 'Whether the card has these keys shows when the channel is opened.';
  return others === 0
    ? 'The card has these keys, and asks for no other.'
    : 'The card has these keys; others have to be presented besides.';
}

/** Bytes of data in one command of the channel that will be opened. @throws CardError `channel.card-cryptogram` and others of `askKeySet` */
async function mostDataWith(
  custody: Custody,
  session: CardSession,
  set: string,
  setting: ChannelSetting,
): Promise<number> {
  const { protocol = 'scp03', macLength = 8 } = setting;
  if (!provesItself(setting)) return mostDataOf({ protocol, macLength, level: levelFor(setting) });
  const keys = custody.openGp(set);
  try {
    const answer = await askKeySet(session, { ...setting, keys });
    return mostDataOf({ ...answer, level: levelFor(setting, answer.parameters) });
  } finally {
    overwrite(keys);
  }
}

/** A record is written by one command, and a file is created by one: what does not fit there can never be done on this route. */
function longCommand({ steps }: Plan, most: number) {
  for (const step of steps)
    for (const { apdu } of commandsFor(step, undefined, most)) {
      const length = apdu.data?.length ?? 0;
      if (length > most) return commandTooLong(step.name, length, most);
    }
  return undefined;
}
