import type { Socket } from 'node:net';
import type { CardDevice } from '../../main/card/device.ts';
import { firstProtocol } from '../atr-protocol.ts';
import { FrameReader } from './frames.ts';
import { LongAnswer } from './long-answer.ts';

/** A frame of one byte is a control: 0, 1 and 2 are not answered, 4 is. */
const control = { powerOff: 0, powerOn: 1, reset: 2, getAtr: 4 } as const;

/** Longer than any ATR (33 bytes): pcscd refuses it and reports a mute card. An empty answer would mean that there is no card. */
const noAtr = new Uint8Array(64);

/** Why a card came out of its reader: pcscd closed the connection, or this side did because the card fell silent or was taken out. */
export type SessionEnd = 'closed by pcscd' | 'taken out';

/**
 * One TCP connection to vpcd: the card is in the reader as long as it lasts. `ended` rejects when the device failed.
 *
 * vpcd 0.8 sends the length of a frame and its payload in two writes without TCP_NODELAY, so the payload waits for the acknowledgement
 * of the length, which Linux delays by 40 ms. Anything sent back carries the acknowledgement with it: the high byte of the next answer's
 * length, 00, is known before the answer is. It is sent at once, and owed to the next answer.
 */
export class VpcdSession {
  readonly ended: Promise<SessionEnd>;
  readonly #socket: Socket;
  readonly #device: CardDevice;
  readonly #frames = new FrameReader();
  readonly #long = new LongAnswer();
  #atr: Uint8Array | undefined;
  #highByteSent = false;
  #answersOwed = 0;
  #end: SessionEnd = 'closed by pcscd';
  #work: Promise<void> = Promise.resolve();

  constructor(socket: Socket, device: CardDevice) {
    this.#socket = socket;
    this.#device = device;
    socket.setNoDelay(true);
    this.ended = new Promise((resolve, reject) => {
      socket.on('data', (chunk) => {
        this.#receive(chunk, reject);
      });
      socket.once('close', () => {
        resolve(this.#end);
      });
    });
  }

  /** Takes the card out. A promised length is completed to an empty answer first: half a length crashes vpcd, and pcscd with it. */
  close(): void {
    this.#end = 'taken out';
    const rest = this.#highByteSent ? Uint8Array.of(0) : new Uint8Array(0);
    this.#highByteSent = false;
    this.#socket.end(rest, () => this.#socket.destroy());
  }

  #receive(chunk: Uint8Array, failed: (error: unknown) => void): void {
    const { frames, lengthAlone } = this.#frames.push(chunk);
    for (const frame of frames) {
      if (expectsAnswer(frame)) this.#answersOwed++;
      this.#work = this.#work
        .then(() => this.#handle(frame))
        .catch((error: unknown) => {
          failed(error);
          this.close();
        });
    }
    if (lengthAlone && this.#mayPromise()) {
      this.#socket.write(Uint8Array.of(0));
      this.#highByteSent = true;
    }
  }

  /** Only T=0 keeps its answers short and knows 6Cxx. Before the ATR is known nothing is asked but the ATR, and that is short. */
  #mayPromise(): boolean {
    const short = this.#atr === undefined || firstProtocol(this.#atr) === 'T=0';
    return (
      this.#socket.writable && short && this.#answersOwed === 0 && !this.#highByteSent && !this.#long.expected
    );
  }

  async #handle(frame: Uint8Array): Promise<void> {
    if (!this.#socket.writable) return;
    if (frame.length !== 1) return this.#exchange(frame);
    if (frame[0] === control.powerOff) await this.#device.powerOff();
    else if (frame[0] === control.powerOn) this.#atr = await this.#device.reset('cold');
    else if (frame[0] === control.reset) this.#atr = await this.#device.reset('warm');
    else if (frame[0] === control.getAtr) {
      // pcscd asks for the ATR to see whether a card is there, also before it has powered it.
      this.#atr ??= await this.#device.reset('cold');
      this.#answer(this.#atr.length === 0 ? noAtr : this.#atr);
    }
  }

  async #exchange(command: Uint8Array): Promise<void> {
    const kept = this.#long.take(command);
    const answer = kept ?? (await this.#device.transmit(command));
    if (answer === undefined) {
      this.close();
      return;
    }
    this.#long.note(answer);
    const tooLong = answer.length > 0xff && this.#highByteSent;
    this.#answer(tooLong ? this.#long.keep(command, answer) : answer);
  }

  #answer(bytes: Uint8Array): void {
    this.#answersOwed--;
    if (!this.#socket.writable) return;
    const length = this.#highByteSent ? [bytes.length] : [bytes.length >> 8, bytes.length & 0xff];
    this.#highByteSent = false;
    this.#socket.write(Buffer.concat([Uint8Array.from(length), bytes]));
  }
}

function expectsAnswer(frame: Uint8Array): boolean {
  return frame.length !== 1 || frame[0] === control.getAtr;
}
