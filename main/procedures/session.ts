import { CardwrightError, throwIfCancelled } from '../base/error.ts';
import type { CardCommand } from '../card/command.ts';
import { type ExchangeResult, exchangeSteps } from '../card/exchange.ts';
import type { CardLink } from '../card/link.ts';
import { answerProactive, type ProactiveListener } from './proactive.ts';

export interface SessionOptions {
  /** Logical channel, 0 to 19; it must be open. Default 0. */
  readonly channel?: number;
  /** Checked before each command. A command that has begun, GET RESPONSE included, is finished. */
  readonly signal?: AbortSignal;
}

/**
 * Commands to one powered card over a link: resolves 61xx and 6Cxx, answers proactive commands (91xx), counts exchanges. It knows no
 * files; {@link CardFiles} does.
 *
 * Errors of the link (`card.removed`, `reader.lost`, …) pass through and are remembered in {@link lost}; whether the card has executed
 * the command is then unknown. Nothing is ever sent twice except what the card itself asks to be repeated (6Cxx: not executed).
 */
export class CardSession {
  readonly link: CardLink;
  readonly channel: number;
  readonly #signal: AbortSignal | undefined;
  #exchanges = 0;
  #lost: CardwrightError | undefined;
  #uninterrupted = 0;

  constructor(link: CardLink, options: SessionOptions = {}) {
    this.link = link;
    this.channel = options.channel ?? 0;
    this.#signal = options.signal;
  }

  get atr(): Uint8Array {
    return this.link.atr;
  }

  /** Exchanges with the card so far, GET RESPONSE, FETCH and TERMINAL RESPONSE included. */
  get exchanges(): number {
    return this.#exchanges;
  }

  /** Why the link to the card broke; no command can follow. */
  get lost(): CardwrightError | undefined {
    return this.#lost;
  }

  /**
   * @param listener is offered the proactive commands that follow
   * @throws what `command.parse` throws for a refusal, CancelledError before anything is sent, and the link's error
   */
  async run<R>(command: CardCommand<R>, listener?: ProactiveListener): Promise<R> {
    if (this.#uninterrupted === 0)
      throwIfCancelled(this.#signal, 'The card is as it was before the last command, which was not sent.');
    const { response, proactive } = await this.#exchange(command);
    if (proactive !== undefined) await answerProactive(proactive, (next) => this.#exchange(next), listener);
    return command.parse(response);
  }

  /** Runs `work` to its end although the signal is aborted: a step that has begun to change the card is finished. */
  async uninterrupted<R>(work: () => Promise<R>): Promise<R> {
    this.#uninterrupted++;
    try {
      return await work();
    } finally {
      this.#uninterrupted--;
    }
  }

  async #exchange(command: CardCommand<unknown>): Promise<ExchangeResult> {
    const steps = exchangeSteps(command.apdu, this.link.protocol, this.channel);
    let step = steps.next();
    while (!step.done) {
      const name = step.value.kind === 'get-response' ? 'GET RESPONSE' : command.name;
      const answer = await this.#transmit(step.value.bytes, { name, sensitive: command.sensitive });
      step = steps.next(answer);
    }
    return step.value;
  }

  async #transmit(
    bytes: Uint8Array,
    context: { readonly name: string; readonly sensitive: CardCommand<unknown>['sensitive'] },
  ): Promise<Uint8Array> {
    if (this.#lost !== undefined) throw this.#lost;
    this.#exchanges++;
    try {
      return await this.link.exchange(bytes, context);
    } catch (error) {
      if (error instanceof CardwrightError) this.#lost = error;
      throw error;
    }
  }
}
