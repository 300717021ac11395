import type { AucSequence } from '../../auth/auc-sequence.ts';
import { bsfFqdnOfImpi, bsfFqdnOfImsi, impiOfImsi } from '../../auth/gba/home-network.ts';
import type { EfDeclaration, FileValue } from '../../card/files/declare.ts';
import { isimPrivateIdentity } from '../../card/files/isim/private-identity.ts';
import { isimServiceTable } from '../../card/files/isim/service-table.ts';
import { usimAdministrativeData } from '../../card/files/usim/administrative-data.ts';
import { usimImsi } from '../../card/files/usim/imsi.ts';
import { algorithmOf, hasService } from '../uicc/commands/authenticator.ts';
import { gbaFilesOf } from '../uicc/commands/gba-files.ts';
import { childByFid } from '../uicc/os/file-tree.ts';
import type { CardAuthentication, CardFile, CardImage } from '../uicc/os/image.ts';
import { listSeeds, loadSeed } from '../uicc/seed/load.ts';
import type { LabSubscriber } from './subscriber.ts';

/** A subscriber, and the name of the BSF that the card asks for. */
export interface LabSubscription {
  readonly subscriber: LabSubscriber;
  readonly bsfFqdn: string;
}

/**
 * The subscriber of every USIM and ISIM in the seeds that has a key; each once, though many cards are of the same. The security settings want
 * GBA_U where the card announces it, else GBA_ME.
 * @param now milliseconds since 1970
 */
export function labSubscriptions(now: number): readonly LabSubscription[] {
  const found = new Map<string, LabSubscription>();
  const sequence = sequenceAt(now);
  for (const { name } of listSeeds()) {
    const { image } = loadSeed(name);
    for (const { adf, impi, bsfFqdn } of subscriptionsIn(image)) {
      const { table, service } = gbaFilesOf(adf);
      const uicc = hasService(image, adf, table, service) ? 'GBA_U' : 'GBA_ME';
      const algorithm = algorithmOf(adf.authentication.key);
      const key = `${impi} ${bsfFqdn}`;
      if (found.get(key)?.subscriber.settings.uicc !== 'GBA_U')
        found.set(key, { subscriber: { impi, algorithm, sequence, settings: { uicc } }, bsfFqdn });
    }
  }
  return [...found.values()];
}

const firstDay = Date.UTC(2026, 0, 1);

/**
 * Where the AuC begins to count: at the seconds of these years. So a card that is kept from one run to the next takes the first challenge,
 * and so does a new one, for which it is not too far ahead (2^28 numbers, 3GPP TS 33.102 C.2.1).
 */
function sequenceAt(now: number): AucSequence {
  return { seq: Math.max(0, Math.floor((now - firstDay) / 1000)), ind: 0 };
}

/** An application that can authenticate a subscriber. */
export interface SubscribedApplication {
  readonly adf: CardFile & { readonly authentication: CardAuthentication };
  readonly impi: string;
  readonly bsfFqdn: string;
}

/** The applications of a card that have a key and say whose it is. */
export function subscriptionsIn(image: CardImage): readonly SubscribedApplication[] {
  return [...image.files.values()].flatMap((adf) => {
    const { authentication } = adf;
    if (authentication === undefined) return [];
    const identity = identityIn(image, adf);
    return identity === undefined ? [] : [{ adf: { ...adf, authentication }, ...identity }];
  });
}

/** As a device makes it of the card, 3GPP TS 23.003 13.3 and 16.2; `undefined` for an application without an identity. */
function identityIn(
  image: CardImage,
  adf: CardFile,
): { readonly impi: string; readonly bsfFqdn: string } | undefined {
  if (gbaFilesOf(adf).table === isimServiceTable.fid) {
    const impi = valueIn(image, adf, isimPrivateIdentity);
    return impi === undefined || impi === '' ? undefined : { impi, bsfFqdn: bsfFqdnOfImpi(impi) };
  }
  const imsi = valueIn(image, adf, usimImsi);
  const length = valueIn(image, adf, usimAdministrativeData)?.mncLength;
  if (imsi === undefined || (length !== 2 && length !== 3)) return undefined;
  return { impi: impiOfImsi(imsi, length), bsfFqdn: bsfFqdnOfImsi(imsi, length) };
}

function valueIn<T extends FileValue>(
  image: CardImage,
  adf: CardFile,
  { fid, codec }: EfDeclaration<T>,
): T | undefined {
  const body = childByFid(image, adf.id, fid)?.body;
  return body === undefined || codec.isUnassigned(body) ? undefined : codec.decode(body);
}
