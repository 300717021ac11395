import { fromHex, toHex } from '../../base/bytes.ts';
import type { CardCommand } from '../../card/command.ts';
import { exchangeSteps } from '../../card/exchange.ts';
import type { CardLink } from '../../card/link.ts';
import { encodePinDigits } from '../../card/pin.ts';
import { connectUicc } from '../uicc-link.ts';
import { loadSeed } from './seed/load.ts';
import { createUicc, type Uicc, type UiccOptions } from './uicc.ts';

/** What the tests of this room talk to a card with. */
export interface TestTerminal {
  readonly card: Uicc;
  readonly link: CardLink;
  /** One TPDU and its answer, both in hexadecimal. */
  readonly send: (hex: string) => Promise<string>;
  /** As {@link send}, with GET RESPONSE and 6Cxx resolved: a command without Le on T=0. */
  readonly get: (hex: string) => Promise<string>;
  readonly run: <R>(command: CardCommand<R>, channel?: number) => Promise<R>;
}

export async function terminalWith(seed: string, options: Partial<UiccOptions> = {}): Promise<TestTerminal> {
  return terminalOf(createUicc({ image: loadSeed(seed).image, ...options }));
}

export async function terminalOf(card: Uicc): Promise<TestTerminal> {
  const link = await connectUicc(card);
  const context = { name: 'test', sensitive: 'none' } as const;
  const send = async (hex: string): Promise<string> => toHex(await link.exchange(fromHex(hex), context));
  return {
    card,
    link,
    send,
    get: async (hex) => {
      let answer = await send(hex);
      const cla = hex.slice(0, 2);
      if (/^61..$/.test(answer)) answer = await send(`${cla}c00000${answer.slice(2)}`);
      if (/^6c..$/.test(answer)) answer = await send(hex.replaceAll(' ', '').slice(0, 8) + answer.slice(2));
      return answer;
    },
    run: async (command, channel = 0) => {
      const steps = exchangeSteps(command.apdu, link.protocol, channel);
      let step = steps.next();
      while (!step.done) step = steps.next(await link.exchange(step.value.bytes, context));
      return command.parse(step.value.response);
    },
  };
}

/** A PIN of digits as VERIFY PIN carries it, in hexadecimal. */
export function pinHex(digits: string): string {
  return toHex(encodePinDigits(digits));
}

export const verifyAdm1 = `0020000a08${pinHex('12345678')}`;
