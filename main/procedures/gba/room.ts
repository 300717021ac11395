import { encodeNafId } from '../../auth/gba/naf-id.ts';
import { CardError } from '../../base/error.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import { isimGbaBootstrapping } from '../../card/files/isim/gba-bootstrapping.ts';
import { isimGbaNafList } from '../../card/files/isim/gba-naf-list.ts';
import { usimGbaBootstrapping } from '../../card/files/usim/gba-bootstrapping.ts';
import { usimGbaNafList } from '../../card/files/usim/gba-naf-list.ts';
import { childPath } from '../../card/path.ts';
import { encodeTlv } from '../../card/tlv/ber.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { cardAnswer } from '../inventory/read-ef.ts';

/** What has to fit: the names that go into EF_GBABP and EF_GBANL. */
export interface GbaNames {
  readonly bsfFqdn: string;
  /** Absent while the NAF is not chosen. */
  readonly nafFqdn?: string;
}

const randLength = 16;
/** base64 of RAND and the @ of a B-TID, 3GPP TS 33.220 4.5.2. */
const bTidBesidesFqdn = 25;
/** `2030-01-01T00:00:00Z`: any lifetime can be written so. */
const shortestLifetime = 20;
const anyUaProtocol = '0000000000';

/** Bytes of EF_GBABP that a bootstrapping with this BSF needs at least: three values, each after its length. 3GPP TS 31.102 4.2.79. */
export function parametersLength({ bsfFqdn }: GbaNames): number {
  return 3 + randLength + bTidLength(bsfFqdn) + shortestLifetime;
}

/** Bytes of a record of EF_GBANL that the NAF needs, 3GPP TS 31.102 4.2.83. @throws InputError `fqdn.malformed` */
export function nafRecordLength(bsfFqdn: string, nafFqdn: string): number {
  const nafId = encodeNafId({ fqdn: nafFqdn, uaProtocol: anyUaProtocol });
  return encodeTlv(0x80, nafId).length + encodeTlv(0x81, new Uint8Array(bTidLength(bsfFqdn))).length;
}

/**
 * What keeps a card with GBA from keeping a bootstrapping of these names: a file that is missing or too small. Found before the exchange, so
 * that no sequence number is used and the Ks in the card stays. Selects the files, reads nothing.
 * @throws InputError `fqdn.malformed`
 */
export async function roomObstacle(
  files: CardFiles,
  application: AkaApplication,
  names: GbaNames,
): Promise<CardError | undefined> {
  const [parameters, list] =
    application.kind === 'isim'
      ? [isimGbaBootstrapping, isimGbaNafList]
      : [usimGbaBootstrapping, usimGbaNafList];
  const fcpOf = async (fid: number): Promise<Fcp | undefined> => {
    const path = childPath(rootOfApplication(application), fid);
    const answer = await cardAnswer(files.session, () => files.select(path));
    return answer.ok ? answer.value.fcp : undefined;
  };
  const needed = parametersLength(names);
  const size = (await fcpOf(parameters.fid))?.size;
  if (size === undefined) return noFile(parameters.name);
  if (size < needed) return tooSmall(parameters.name, needed, size);
  if (names.nafFqdn === undefined) return undefined;
  const record = nafRecordLength(names.bsfFqdn, names.nafFqdn);
  const length = (await fcpOf(list.fid))?.recordLength;
  if (length === undefined) return noFile(list.name);
  return length < record ? tooSmall(list.name, record, length) : undefined;
}

const bTidLength = (bsfFqdn: string): number => bTidBesidesFqdn + bsfFqdn.length;

const meaning = 'Nothing was sent to the network; the card is as it was.';

function tooSmall(file: string, needed: number, available: number): CardError {
  return new CardError(
    'gba.file-too-small',
    `${file} of this card is too small for GBA_U: ${needed} bytes are needed, it has ${available}.`,
    {
      hint: 'Use GBA_ME, or make the file larger (RESIZE FILE needs the key of the issuer).',
      meaning,
      clause: '3GPP TS 31.102 4.2.79',
      details: { who: 'card', file, needed, available },
    },
  );
}

function noFile(file: string): CardError {
  return new CardError('gba.file-missing', `The card announces GBA, but has no ${file} that could be used.`, {
    hint: 'Use GBA_ME, or create the file (this needs the key of the issuer).',
    meaning,
    clause: '3GPP TS 31.102 4.2.79',
    details: { who: 'card', file },
  });
}
