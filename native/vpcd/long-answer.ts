/**
 * Answers of 256 bytes and more on a link that sends the high byte of an answer's length, 00, before it has the answer.
 *
 * Where the card announces such an answer (61xx, 6Cxx), nothing is promised for the next command. Where it comes without warning, T=0
 * has the words: 6Cxx says that the command is to be repeated with Le = xx (ISO/IEC 7816-3 10.3.4); the kept answer is given to that
 * repetition, and the card is not asked twice.
 */
export class LongAnswer {
  #kept: { readonly header: Uint8Array; readonly answer: Uint8Array } | undefined;
  #announced = false;

  /** True while the next answer may be a long one. */
  get expected(): boolean {
    return this.#announced || this.#kept !== undefined;
  }

  /** Keeps the answer to `command` and gives the status word to send in its place. */
  keep(command: Uint8Array, answer: Uint8Array): Uint8Array {
    this.#kept = { header: command.slice(0, 4), answer };
    return Uint8Array.of(0x6c, (answer.length - 2) & 0xff);
  }

  /** The kept answer when `command` is the repetition; any other command forgets it. */
  take(command: Uint8Array): Uint8Array | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept === undefined || command.length !== 5) return undefined;
    const repeated =
      kept.header.every((byte, i) => byte === command[i]) && command[4] === ((kept.answer.length - 2) & 0xff);
    return repeated ? kept.answer : undefined;
  }

  /** Reads from the card's own answer how long the next one will be. */
  note(answer: Uint8Array): void {
    const [sw1, sw2 = 0] = answer.slice(-2);
    this.#announced = (sw1 === 0x61 || sw1 === 0x6c) && (sw2 === 0 || sw2 >= 254);
  }
}
