/** One field of a packet as a screen shows it. */
export interface PacketField {
  /** In the standard’s words: `CPL`, `SPI`, `KIc`. */
  readonly name: string;
  /** Bytes from the beginning of the packet; for a deciphered field the place where its ciphered form stood. */
  readonly offset: number;
  readonly length: number;
  readonly value: Uint8Array;
  /** What the value says, in words. */
  readonly meaning: string;
  /** The value was enciphered in the packet. */
  readonly deciphered: boolean;
  /** What the bits say, where the field is made of bits. */
  readonly parts: readonly FieldPart[];
}

export interface FieldPart {
  /** Numbered as in the standard, from b8 to b1. */
  readonly bits: string;
  readonly name: string;
  readonly meaning: string;
}

/** Cuts fields out of a packet one after another and keeps the offsets. */
export class FieldCutter {
  readonly fields: PacketField[] = [];
  readonly #bytes: Uint8Array;
  readonly #deciphered: boolean;
  readonly #base: number;
  #at = 0;

  /** @param base offset of `bytes` in the packet */
  constructor(bytes: Uint8Array, base: number, deciphered: boolean) {
    this.#bytes = bytes;
    this.#base = base;
    this.#deciphered = deciphered;
  }

  /** The caller has made sure that `length` bytes are left. A field without bytes is left out. */
  cut(
    name: string,
    length: number,
    explain: (value: Uint8Array) => string | readonly FieldPart[],
  ): Uint8Array {
    const value = this.#bytes.slice(this.#at, this.#at + length);
    const said = explain(value);
    const parts = typeof said === 'string' ? [] : said;
    const meaning = typeof said === 'string' ? said : said.map((part) => part.meaning).join('; ');
    const offset = this.#base + this.#at;
    if (length > 0)
      this.fields.push({ name, offset, length, value, meaning, deciphered: this.#deciphered, parts });
    this.#at += length;
    return value;
  }

  get rest(): number {
    return this.#bytes.length - this.#at;
  }
}
