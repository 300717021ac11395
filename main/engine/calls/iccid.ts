import { InputError } from '../../base/error.ts';
import { normaliseIccid } from '../../procedures/profile/iccid-text.ts';

/** The digits of an ICCID that a person typed. @throws InputError `iccid.malformed` */
export function checkIccid(text: string): string {
  const iccid = normaliseIccid(text);
  if (iccid !== undefined) return iccid;
  throw new InputError('iccid.malformed', 'This is not an ICCID.', {
    hint: 'An ICCID has 18 to 20 digits.',
    clause: 'ITU-T E.118',
  });
}
