/** A part that is built when it is first needed, once. A build that failed is tried again at the next need. */
export class Lazy<T> {
  readonly #build: () => Promise<T>;
  #value: Promise<T> | undefined;

  constructor(build: () => Promise<T>) {
    this.#build = build;
  }

  get(): Promise<T> {
    this.#value ??= this.#build().catch((error: unknown) => {
      this.#value = undefined;
      throw error;
    });
    return this.#value;
  }

  /** The part, if anyone has needed it: what is to be closed at the end. */
  get built(): Promise<T> | undefined {
    return this.#value;
  }
}
