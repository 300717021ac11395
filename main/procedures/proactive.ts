import { CardwrightError } from '../base/error.ts';
import type { CardCommand } from '../card/command.ts';
import { fetchCommand, terminalResponse } from '../card/commands/toolkit.ts';
import type { ExchangeResult } from '../card/exchange.ts';
import { buildTerminalResponse, decodeProactiveCommand, type ProactiveCommand } from '../card/proactive.ts';

/** A card that never stops asking is left waiting after so many commands. */
const mostCommands = 8;

/** REFRESH, MORE TIME, POLL INTERVAL, POLLING OFF: what can honestly be said to have been performed without a terminal. */
const performed = new Set([0x01, 0x02, 0x03, 0x04]);

/** Takes a proactive command over: true means that it has been performed. */
export type ProactiveListener = (command: ProactiveCommand) => boolean;

/**
 * Fetches the proactive command of `length` bytes that the card announced (91xx) and answers it, until none waits: some cards refuse
 * other commands meanwhile. Whatever needs a terminal with a user or a network, and `listener` does not take over, is answered as beyond
 * our capabilities.
 * Only errors of the link are thrown: a card that garbles its proactive commands is left waiting, its files are still in order.
 */
export async function answerProactive(
  length: number,
  exchange: (command: CardCommand<unknown>) => Promise<ExchangeResult>,
  listener: ProactiveListener = () => false,
): Promise<void> {
  let waiting: number | undefined = length;
  for (let count = 0; waiting !== undefined && count < mostCommands; count++) {
    const fetch = fetchCommand(waiting);
    const { response } = await exchange(fetch);
    const answer = answerTo(() => fetch.parse(response), listener);
    if (answer === undefined) return;
    waiting = (await exchange(terminalResponse(answer))).proactive;
  }
}

function answerTo(fetched: () => Uint8Array, listener: ProactiveListener): Uint8Array | undefined {
  try {
    const command = decodeProactiveCommand(fetched());
    const done = listener(command) || performed.has(command.type);
    return buildTerminalResponse(command, done ? 'performed' : 'beyond-capabilities');
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}
