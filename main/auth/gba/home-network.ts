import { InputError } from '../../base/error.ts';
import { faultOfFqdn } from './fqdn.ts';

/** Digits of the mobile network code, from the last byte of EF_AD. The IMSI itself does not tell. */
export type MncLength = 2 | 3;

/**
 * The private user identity of a USIM without ISIM: `IMSI@ims.mncMNC.mccMCC.3gppnetwork.org`, a 2-digit MNC with a zero
 * before it. 3GPP TS 23.003 13.3.
 * @throws InputError `gba.imsi`
 */
export function impiOfImsi(imsi: string, mncLength: MncLength): string {
  return `${imsi}@ims.${networkOf(imsi, mncLength)}.3gppnetwork.org`;
}

/**
 * Where the BSF of a USIM is: `bsf.mncMNC.mccMCC.pub.3gppnetwork.org`. 3GPP TS 23.003 16.2.
 * @throws InputError `gba.imsi`
 */
export function bsfFqdnOfImsi(imsi: string, mncLength: MncLength): string {
  return `bsf.${networkOf(imsi, mncLength)}.pub.3gppnetwork.org`;
}

/**
 * Where the BSF of an ISIM is: the domain of its IMPI after `bsf.`, with `pub` put in before `3gppnetwork.org`. 3GPP TS
 * 23.003 16.2. The IMPI {@link impiOfImsi} makes up belongs to a USIM and leads to another name: use
 * {@link bsfFqdnOfImsi} there.
 * @throws InputError `gba.impi`
 */
export function bsfFqdnOfImpi(impi: string): string {
  const domain = impi.slice(impi.lastIndexOf('@') + 1);
  const fault = impi.indexOf('@') < 1 ? 'nothing stands before an @' : faultOfFqdn(domain);
  if (fault !== undefined)
    throw new InputError('gba.impi', `The private user identity names no home network: ${fault}.`, {
      hint: 'Check EF_IMPI of the ISIM, or give the name of the BSF.',
      clause: '3GPP TS 23.003 16.2',
    });
  return `bsf.${domain.replace(/(^|\.)3gppnetwork\.org$/i, '$1pub.3gppnetwork.org')}`;
}

function networkOf(imsi: string, mncLength: MncLength): string {
  if (!/^\d{6,15}$/.test(imsi))
    throw new InputError('gba.imsi', 'This is not an IMSI.', {
      hint: 'An IMSI has 6 to 15 digits.',
      clause: '3GPP TS 23.003 2.2',
      details: { length: imsi.length },
    });
  return `mnc${imsi.slice(3, 3 + mncLength).padStart(3, '0')}.mcc${imsi.slice(0, 3)}`;
}
