/**
 * A key that is handed on without being seen: it has no text, no JSON and no properties, and a structured clone of it is empty. Whoever needs
 * the bytes asks for them by name.
 */
export class SecretKey {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    // Not slice(): that of a Buffer shares its memory.
    this.#bytes = Uint8Array.from(bytes);
  }

  /** Bytes. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Hands a copy of the bytes to `work`, and wipes it when `work` returns: what must outlive it, `work` copies. */
  use<T>(work: (key: Uint8Array) => T): T {
    const copy = this.#bytes.slice();
    try {
      return work(copy);
    } finally {
      copy.fill(0);
    }
  }

  toString(): string {
    return '(secret)';
  }

  toJSON(): string {
    return '(secret)';
  }
}
