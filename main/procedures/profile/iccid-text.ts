/**
 * The digits of an ICCID as people type it: spaces, hyphens and the filler F at its end are taken away. `undefined` when what is left
 * is not 18 to 20 digits (ITU-T E.118: 19; some cards carry 18 or 20).
 */
export function normaliseIccid(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '').replace(/f+$/i, '');
  return /^\d{18,20}$/.test(digits) ? digits : undefined;
}
