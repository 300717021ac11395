import type { CommandHandler } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';

const challengeLength = 8;

/** GET CHALLENGE, ETSI TS 102 221 11.1.18: eight random bytes. */
export const getChallenge: CommandHandler = {
  name: 'GET CHALLENGE',
  ins: 0x84,
  cla: 'interindustry',
  case: 'out',
  answerLength: challengeLength,
  run: (card, { p1, p2 }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    return { data: card.random(challengeLength) };
  },
};
