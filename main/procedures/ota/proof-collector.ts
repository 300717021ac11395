import { CardwrightError, InputError } from '../../base/error.ts';
import type { ProactiveCommand } from '../../card/proactive.ts';
import { malformedResponse } from '../../channel/scp80/errors.ts';
import type { OpenedResponsePacket } from '../../channel/scp80/response-packet.ts';
import { joinPacket, placeOf } from '../../channel/scp80/sms/concatenation.ts';
import { decodeSmsSubmit } from '../../channel/scp80/sms/submit.ts';
import { decodeUserData, type UserData } from '../../channel/scp80/sms/user-data.ts';

const sendShortMessage = 0x13;
const tpduTag = 0x0b;

/** Collects the proofs of receipt of one command packet: from answers to ENVELOPE, and from short messages that the card sends. */
export class ProofCollector {
  readonly #open: (packet: Uint8Array) => OpenedResponsePacket | undefined;
  readonly #parts: UserData[] = [];
  #proof: OpenedResponsePacket | undefined;
  #problem: CardwrightError | undefined;
  #foreign = 0;

  /** @param open deciphers and checks a response packet, from RPL on; undefined for that of another command */
  constructor(open: (packet: Uint8Array) => OpenedResponsePacket | undefined) {
    this.#open = open;
  }

  /** The last proof that came: after “more time” the final one. @throws CardError for one that is malformed or forged */
  get proof(): OpenedResponsePacket | undefined {
    if (this.#problem !== undefined) throw this.#problem;
    return this.#proof;
  }

  /** Genuine proofs of other packets that came; they are passed over. */
  get foreign(): number {
    return this.#foreign;
  }

  /** Nothing more is to come. */
  isComplete(expected: boolean): boolean {
    if (this.#problem !== undefined) return true;
    if (this.#parts.length > 0) return false;
    return this.#proof === undefined ? !expected : this.#proof.status.outcome !== 'pending';
  }

  /** The answer to an ENVELOPE. */
  addReport(answer: Uint8Array): void {
    if (answer.length > 0) this.#collect(() => this.#addPacket(joinPacket([decodeUserData(answer)])));
  }

  /** Takes SEND SHORT MESSAGE over if its message carries a response packet or a part of one. */
  readonly listen = (command: ProactiveCommand): boolean => {
    const tpdu = command.objects.find(({ tag }) => tag === tpduTag)?.value;
    if (command.type !== sendShortMessage || tpdu === undefined) return false;
    return this.#collect(() => this.#addMessage(decodeSmsSubmit(tpdu).userData));
  };

  #addMessage(message: UserData): void {
    const total = placeOf(message)?.total ?? 1;
    const parts = total === 1 ? [message] : [...this.#parts, message];
    this.#parts.length = 0;
    if (parts.length < total) this.#parts.push(...parts);
    else this.#addPacket(joinPacket(parts));
  }

  #addPacket({ kind, packet }: ReturnType<typeof joinPacket>): void {
    if (kind !== 'response') throw malformedResponse('it is a command packet');
    const opened = this.#open(packet);
    if (opened === undefined) this.#foreign++;
    else this.#proof = opened;
  }

  /** What cannot be read is kept as the problem, and the exchange with the card goes on. */
  #collect(add: () => void): boolean {
    try {
      add();
      return true;
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
      if (error instanceof InputError && error.code === 'sms.no-packet') return false;
      this.#problem ??=
        error instanceof InputError ? malformedResponse('its short message is malformed') : error;
      return false;
    }
  }
}
