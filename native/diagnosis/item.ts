/** One thing the driver diagnosis looked at; the shape of the contract's document. */
export interface DiagnosisItem {
  /** In a few words: `Smart card service`. */
  readonly check: string;
  readonly result: 'good' | 'attention' | 'fault' | 'unknown';
  /** What was found, one sentence. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly remedy?: string;
  /** The exact command that does it. */
  readonly command?: string;
}
