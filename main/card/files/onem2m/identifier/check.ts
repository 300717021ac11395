/** Whether a text has the syntax of an identifier. */
export type IdentifierCheck =
  | { readonly ok: true }
  /** `reason` is a clause of a sentence without a full stop: `it has a space`. */
  | { readonly ok: false; readonly reason: string; readonly clause: string };

export const wellFormed: IdentifierCheck = { ok: true };

export function notWellFormed(reason: string, clause: string): IdentifierCheck {
  return { ok: false, reason, clause };
}
