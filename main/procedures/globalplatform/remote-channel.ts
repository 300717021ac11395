import { CardError, InputError } from '../../base/error.ts';
import type { ResponseApdu } from '../../card/apdu.ts';
import type { CardCommand } from '../../card/command.ts';
import { encryptKey, type KeyAlgorithm } from '../../channel/key-data.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { explainFailure } from '../../channel/scp80/script/expanded-answer.ts';
import type { OtaChannel } from '../ota/channel.ts';
import { endedScript, impossibleCount, notReached, proofRequired } from '../ota/errors.ts';
import { packetSize } from '../ota/packet-size.ts';
import { encodeScript, runScript, type ScriptRun } from '../ota/run-script.ts';
import type { CardSession } from '../session.ts';
import type { ContentChannel } from './content-channel.ts';

export interface RemoteChannelOptions {
  readonly channel: OtaChannel;
  /** Of remote application management, three bytes; `000000` is the issuer security domain's. */
  readonly tar: Uint8Array;
  /** Bytes of the longest command packet that the card takes. */
  readonly buffer: number;
  /** The key KIK of the key set; without it no keys can be put. */
  readonly kik?: { readonly algorithm: KeyAlgorithm; readonly value: Uint8Array };
  /** How the script of each command is written; the definite form is the one that all cards with expanded scripts know. */
  readonly format?: 'expanded-definite' | 'expanded-indefinite';
}

/**
 * Remote application management, ETSI TS 102 226 8: each command goes to the security domain as a script of its own in an SCP80 packet,
 * and its answer comes back in the proof of receipt.
 */
export class RemoteChannel implements ContentChannel {
  readonly protocol = 'scp80';
  readonly #session: CardSession;
  readonly #options: RemoteChannelOptions;
  readonly mostData: number;

  /** @throws InputError `ota.proof-required`, `ota.buffer-too-small` */
  constructor(session: CardSession, options: RemoteChannelOptions) {
    if (options.channel.spi.por !== 'always') throw proofRequired();
    this.#session = session;
    this.#options = options;
    this.mostData = mostDataIn(options);
  }

  encryptKey(key: Uint8Array): Uint8Array {
    const { kik } = this.#options;
    if (kik === undefined) throw withoutKik();
    return encryptKey(kik.algorithm, kik.value, key);
  }

  /** @throws InputError `channel.command-too-long`; what {@link runScript} throws; CardError `ota.answer-cut`, `ota.count` */
  async run<R>(command: CardCommand<R>): Promise<R> {
    const { channel, tar, format = 'expanded-definite' } = this.#options;
    const { apdu } = command;
    if ((apdu.data?.length ?? 0) > this.mostData) throw tooLong(this.mostData);
    const run = await runScript(this.#session, channel, tar, [apdu], format);
    return command.parse(answerIn(run));
  }
}

/** The answer to the only command of a script. */
function answerIn({ executed, responses, failure, cutOff }: ScriptRun): ResponseApdu {
  const [response] = responses;
  if (executed === 0) throw failure === undefined ? notReached() : endedScript(explainFailure(failure));
  if (executed !== 1 || response === undefined) throw impossibleCount(1);
  if (cutOff) throw cutAnswer(response.data.length);
  // In a script 61xx and 91xx only say that something waits.
  return [0x61, 0x91].includes(response.sw >> 8) ? { ...response, sw: 0x9000 } : response;
}

/** The longest command whose packet the card's buffer holds. */
function mostDataIn({ channel, buffer, format = 'expanded-definite' }: RemoteChannelOptions): number {
  const fits = (length: number): boolean => {
    const apdu = { cla: 0x80, ins: 0xe2, p1: 0, p2: 0, data: new Uint8Array(length), le: 256 };
    const size = attempt(() => packetSize(channel, encodeScript(format, [apdu]).length));
    return size.ok && size.value <= buffer;
  };
  let most = 255;
  while (most > 0 && !fits(most)) most--;
  if (most === 0)
    throw new InputError(
      'ota.buffer-too-small',
      'The card’s buffer has no room for a packet with a command.',
      {
        hint: 'Give the size of the buffer from the card’s documents, or use another route.',
        meaning: 'Nothing was sent to the card.',
        details: { buffer },
      },
    );
  return most;
}

function withoutKik(): InputError {
  return new InputError('keys.no-kik', 'The key set has no KIK, which keys on their way to the card need.', {
    hint: 'Import the key set with its KIK, or put the keys over SCP02 or SCP03.',
    meaning: 'Nothing was sent; the card has its old keys.',
    clause: 'ETSI TS 102 226 8.2.1.5',
  });
}

function tooLong(most: number): InputError {
  return new InputError('channel.command-too-long', 'The command is too long for a packet to this card.', {
    hint: `Give the size of the card’s buffer with its key set, if it is larger: one command carries up to ${most} bytes now.`,
    meaning: 'The command was not sent.',
    details: { most },
  });
}

function cutAnswer(length: number): CardError {
  return new CardError(
    'ota.answer-cut',
    'The answer was too long for the card’s proof of receipt and was cut off.',
    {
      hint: 'Ask for less at once, or read it over SCP02, SCP03.',
      meaning: 'The command was executed; only its answer is not whole.',
      clause: 'ETSI TS 102 226 5.1.2',
      details: { length },
    },
  );
}
