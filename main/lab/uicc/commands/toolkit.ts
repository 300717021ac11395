import type { CommandHandler } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';

/** TERMINAL PROFILE, ETSI TS 102 221 11.2.1: the card toolkit begins; what the seed wants to say waits from now on. */
export const terminalProfile: CommandHandler = {
  name: 'TERMINAL PROFILE',
  ins: 0x10,
  cla: 'etsi',
  case: 'in',
  basicChannelOnly: true,
  run: (card, { p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    if (data.length === 0) throw new Refusal(status.wrongLength);
    if (!card.session.profileDownloaded) {
      card.session.profileDownloaded = true;
      card.session.proactive.push(...card.image.proactive);
    }
    return {};
  },
};

/** FETCH, ETSI TS 102 221 11.2.3: the proactive command that 91xx announced. */
export const fetch: CommandHandler = {
  name: 'FETCH',
  ins: 0x12,
  cla: 'etsi',
  case: 'out',
  basicChannelOnly: true,
  run: (card, { p1, p2 }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    const [command] = card.session.proactive;
    if (command === undefined) throw new Refusal(status.conditionsNotSatisfied);
    card.session.proactiveFetched = true;
    return { data: command };
  },
};

/** TERMINAL RESPONSE, ETSI TS 102 221 11.2.4: the proactive command has been carried out or refused; the next one may come. */
export const terminalResponse: CommandHandler = {
  name: 'TERMINAL RESPONSE',
  ins: 0x14,
  cla: 'etsi',
  case: 'in',
  basicChannelOnly: true,
  run: (card, { p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    if (data.length === 0) throw new Refusal(status.wrongLength);
    if (!card.session.proactiveFetched) throw new Refusal(status.conditionsNotSatisfied);
    card.session.proactiveFetched = false;
    card.session.proactive.shift();
    return {};
  },
};

/** TERMINAL CAPABILITY, ETSI TS 102 221 11.1.19: taken note of. */
export const terminalCapability: CommandHandler = {
  name: 'TERMINAL CAPABILITY',
  ins: 0xaa,
  cla: 'etsi',
  case: 'in',
  run: (_card, { p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    if (data[0] !== 0xa9 || data[1] !== data.length - 2) throw new Refusal(status.wrongData);
    return {};
  },
};
