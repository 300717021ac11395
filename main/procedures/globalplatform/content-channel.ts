import type { CardCommand } from '../../card/command.ts';

/** What runs a command: a `CardSession`, or a {@link ContentChannel} once one is open. */
export interface CommandRunner {
  run<R>(command: CardCommand<R>): Promise<R>;
}

/**
 * A way for commands to a security domain: an open secure channel (SCP02, SCP03), or packets of remote application management (SCP80).
 * What manages keys and contents of a card does not know which.
 */
export interface ContentChannel extends CommandRunner {
  readonly protocol: 'scp02' | 'scp03' | 'scp80';
  /** Bytes of data that one command can carry. */
  readonly mostData: number;
  /** A key as PUT KEY in this channel carries it. @throws InputError `keys.no-kik` where nothing can encrypt it */
  encryptKey(key: Uint8Array): Uint8Array;
  /**
   * @throws what `command.parse` throws; the link's error; InputError where nothing was sent; CardError `channel.closed`: not sent, or
   * `channel.response-forged` and others: whether the card has executed the command is unknown
   */
  run<R>(command: CardCommand<R>): Promise<R>;
}
