import { bsfFqdnOfImpi, bsfFqdnOfImsi, impiOfImsi, type MncLength } from '../../auth/gba/home-network.ts';
import { CardError } from '../../base/error.ts';
import { isimPrivateIdentity } from '../../card/files/isim/private-identity.ts';
import { usimAdministrativeData } from '../../card/files/usim/administrative-data.ts';
import { usimImsi } from '../../card/files/usim/imsi.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { readDeclared } from './read-declared.ts';
import type { GbaIdentity } from './types.ts';

/**
 * The private user identity and the name of the BSF: from EF_IMPI of an ISIM, else made of the IMSI and the length of the MNC in EF_AD of a
 * USIM. 3GPP TS 23.003 13.3 and 16.2.
 * @throws CardError `gba.no-identity`; InputError `gba.imsi`, `gba.impi`; what keeps the files from being read
 */
export async function readGbaIdentity(files: CardFiles, application: AkaApplication): Promise<GbaIdentity> {
  if (application.kind === 'isim') {
    const impi = await readDeclared(files, application, isimPrivateIdentity);
    if (impi === undefined || impi === '') throw noIdentity('EF_IMPI of the ISIM is empty');
    return { impi, bsfFqdn: bsfFqdnOfImpi(impi), source: 'EF_IMPI' };
  }
  const imsi = await readDeclared(files, application, usimImsi);
  if (imsi === undefined) throw noIdentity('EF_IMSI of the USIM is empty');
  const mncLength = mncLengthOf((await readDeclared(files, application, usimAdministrativeData))?.mncLength);
  return {
    impi: impiOfImsi(imsi, mncLength),
    bsfFqdn: bsfFqdnOfImsi(imsi, mncLength),
    source: 'EF_IMSI',
  };
}

function mncLengthOf(length: number | undefined): MncLength {
  if (length === 2 || length === 3) return length;
  throw noIdentity('EF_AD of the USIM does not tell how long the MNC is');
}

function noIdentity(reason: string): CardError {
  return new CardError('gba.no-identity', `The card does not say who the subscriber is: ${reason}.`, {
    hint: 'Personalise the card, or choose its other application.',
    meaning: 'The card is unharmed; nothing was sent to the network.',
    clause: '3GPP TS 23.003 13.3',
    details: { who: 'card' },
  });
}
