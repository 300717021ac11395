export interface ErrorWords {
  /** `{name}` is a detail of the error. Of several, the first whose details the error has is taken. */
  readonly what: string | readonly string[];
  readonly hint: string;
}

export type ErrorCatalogue = Readonly<Record<string, ErrorWords>>;
