import { CardError, CardwrightError, InputError } from '../../base/error.ts';
import type { CommandApdu } from '../../card/apdu.ts';
import type { CardCommand } from '../../card/command.ts';
import { encryptKey } from '../../channel/key-data.ts';
import { type SecureMessaging, securityLevel } from '../../channel/secure-messaging.ts';
import type { CardSession } from '../session.ts';
import type { ContentChannel } from './content-channel.ts';

interface OpenedChannel {
  readonly protocol: 'scp02' | 'scp03';
  readonly level: number;
  readonly keyVersion: number;
  readonly messaging: SecureMessaging;
  readonly macLength: 8 | 16;
  readonly dek: Uint8Array;
}

/**
 * Commands over an open secure channel. Once the channel is broken (the link was lost, an answer was not genuine) it refuses everything:
 * its counters no longer agree with the card's.
 */
export class SecureSession implements ContentChannel {
  readonly #session: CardSession;
  readonly #channel: OpenedChannel;
  #broken: CardwrightError | undefined;

  constructor(session: CardSession, channel: OpenedChannel) {
    this.#session = session;
    this.#channel = channel;
  }

  get protocol(): 'scp02' | 'scp03' {
    return this.#channel.protocol;
  }

  get level(): number {
    return this.#channel.level;
  }

  /** Of the key set that the channel was opened with. */
  get keyVersion(): number {
    return this.#channel.keyVersion;
  }

  /** Bytes of data that one command can carry besides MAC and padding. */
  get mostData(): number {
    return mostDataOf(this.#channel);
  }

  /** A key as PUT KEY in this channel carries it. */
  encryptKey(key: Uint8Array): Uint8Array {
    const { protocol, dek } = this.#channel;
    return encryptKey(protocol === 'scp02' ? 'des' : 'aes', dek, key);
  }

  /**
   * @throws what `command.parse` throws; the link's error; CardError `channel.response-forged`, `channel.closed`; InputError
   * `channel.command-too-long`: nothing was sent
   */
  async run<R>(command: CardCommand<R>): Promise<R> {
    if (this.#broken !== undefined) throw closed(this.#broken);
    if ((command.apdu.data?.length ?? 0) > this.mostData) throw tooLong(this.mostData);
    const { messaging } = this.#channel;
    const apdu = this.#withLe(messaging.wrap(command.apdu));
    const response = await this.#unlessBroken(() =>
      this.#session.run({ ...command, apdu, parse: (answer) => messaging.unwrap(answer) }),
    );
    return command.parse(response);
  }

  /** An answer with a MAC has data where the plain one has none. */
  #withLe(apdu: CommandApdu): CommandApdu {
    return (this.level & securityLevel.rMac) === 0 ? apdu : { ...apdu, le: 256 };
  }

  async #unlessBroken<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CardwrightError) this.#broken = error;
      throw error;
    }
  }
}

/** Bytes of data that one command can carry besides MAC and padding, in a channel of this kind. */
export function mostDataOf({
  protocol,
  level,
  macLength,
}: Pick<OpenedChannel, 'protocol' | 'level' | 'macLength'>): number {
  if ((level & securityLevel.cMac) === 0) return 255;
  const body = 255 - macLength;
  if ((level & securityLevel.cDecryption) === 0) return body;
  const block = protocol === 'scp02' ? 8 : 16;
  return Math.floor(body / block) * block - 1;
}

function closed(cause: CardwrightError): CardError {
  return new CardError('channel.closed', 'The secure channel is closed.', {
    hint: 'Reset the card and open the channel again.',
    meaning: 'The command was not sent.',
    details: { reason: cause.code },
    cause,
  });
}

/** Checked before the command is wrapped, which would move the counters. */
function tooLong(most: number): InputError {
  return new InputError('channel.command-too-long', 'The command is too long for the secure channel.', {
    hint: `Split its data: one command carries up to ${most} bytes in this channel.`,
    meaning: 'The command was not sent.',
    details: { most },
  });
}
