import type { Card } from './card.ts';
import type { Channel } from './session.ts';

/** A command as its handler sees it: class and lengths have been checked. */
export interface Request {
  readonly channel: Channel;
  readonly p1: number;
  readonly p2: number;
  /** Empty where the command came without data. */
  readonly data: Uint8Array;
}

export interface Reply {
  readonly data?: Uint8Array;
  /** Default 9000. */
  readonly sw?: number;
  /** An Le shorter than `data` asks for its beginning; without this it is answered with 6Cxx. */
  readonly mayShorten?: boolean;
}

/** Which halves of the exchange carry data: ISO/IEC 7816-3 cases 1 to 4. */
export type CommandCase = 'none' | 'in' | 'out' | 'in-out';

/** One command of the card OS: a row of the table by which the interpreter works. */
export interface CommandHandler {
  /** In the standard's words: `READ BINARY`. */
  readonly name: string;
  readonly ins: number;
  /** Class 0X, 4X, 6X or class 8X, CX, EX: ETSI TS 102 221 table 10.5. */
  readonly cla: 'interindustry' | 'etsi';
  readonly case: CommandCase | ((p1: number, p2: number) => CommandCase);
  /** Bytes of the answer of a case 2 command that must not run before its Le is known to be right. */
  readonly answerLength?: number;
  readonly basicChannelOnly?: boolean;
  /** A command of the issuer security domain: secure messaging applies once a channel is open, unless it is one that opens it. */
  readonly domain?: 'opens-channel' | 'in-channel';
  /** @throws Refusal for every status word that is an error */
  run(card: Card, request: Request): Reply;
}
