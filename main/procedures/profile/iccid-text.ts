/** With as many spaces as anyone types. A longer text is not searched: that would take the square of its length. */
const longestText = 100;

/**
 * The digits of an ICCID as people type it: spaces, hyphens and the filler F at its end are taken away. `undefined` when what is left
 * is not 18 to 20 digits (ITU-T E.118: 19; some cards carry 18 or 20).
 */
export function normaliseIccid(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const digits = text.replace(/[\s-]/g, '').replace(/f+$/i, '');
  return /^\d{18,20}$/.test(digits) ? digits : undefined;
}
