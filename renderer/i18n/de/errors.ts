interface ErrorWords {
  readonly what: string;
  readonly meaning?: string;
  readonly hint: string;
}
/** German words for errors, by code; `{name}` is a detail of the error. */
export const deErrors: Readonly<Record<string, ErrorWords>> = {};
