/** Something that an explanation found, in a sentence, with what to do. `id` is stable and is the key of its translation. */
export interface AkaFinding {
  readonly id: string;
  readonly severity: 'good' | 'attention' | 'fault';
  readonly what: string;
  readonly hint?: string;
  /** Numbers for a translation of the sentence. Never a secret. */
  readonly details?: Readonly<Record<string, string | number>>;
}
