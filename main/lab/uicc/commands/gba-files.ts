import { concatBytes, equalBytes, fromHex, padRight, startsWithBytes, toHex } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import { gbaBootstrapping } from '../../../card/files/codec/gba-bootstrapping.ts';
import { isimGbaBootstrapping } from '../../../card/files/isim/gba-bootstrapping.ts';
import { isimGbaNafList } from '../../../card/files/isim/gba-naf-list.ts';
import { isimServiceTable } from '../../../card/files/isim/service-table.ts';
import { usimGbaBootstrapping } from '../../../card/files/usim/gba-bootstrapping.ts';
import { usimGbaNafList } from '../../../card/files/usim/gba-naf-list.ts';
import { usimServiceTable } from '../../../card/files/usim/service-table.ts';
import { decodeTlvs, encodeTlv, findValue } from '../../../card/tlv/ber.ts';
import { childByFid } from '../os/file-tree.ts';
import type { CardFile, CardImage, GbaKeys, NafKey } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { recordCountOf, recordOf, withRecord } from '../os/records.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';

const nafIdTag = 0x80;
const bTidTag = 0x81;
const isimPrefix = fromHex('a0000000871004');

/** Where an application has its GBA files, and the service that announces them: 3GPP TS 31.102 4.2.8, TS 31.103 4.2.7. */
export interface GbaFiles {
  readonly table: number;
  readonly service: number;
  /** GBA-based local key establishment. */
  readonly localKeyService: number;
  readonly bootstrapping: number;
  readonly nafList: number;
}

const inUsim: GbaFiles = {
  table: usimServiceTable.fid,
  service: 68,
  localKeyService: 76,
  bootstrapping: usimGbaBootstrapping.fid,
  nafList: usimGbaNafList.fid,
};
const inIsim: GbaFiles = {
  table: isimServiceTable.fid,
  service: 2,
  localKeyService: 4,
  bootstrapping: isimGbaBootstrapping.fid,
  nafList: isimGbaNafList.fid,
};

export function gbaFilesOf({ header }: CardFile): GbaFiles {
  return header.aid !== undefined && startsWithBytes(header.aid, isimPrefix) ? inIsim : inUsim;
}

/**
 * EF_GBABP after a bootstrapping: RAND alone. B-TID and lifetime were those of the old Ks; the terminal writes the new ones. 3GPP TS 33.220
 * G.1.
 * @throws Refusal 6985 without the file, 6A84 when it is too small
 */
export function withRandOnly(image: CardImage, adf: CardFile, rand: Uint8Array): CardImage {
  const file = required(childByFid(image, adf.id, gbaFilesOf(adf).bootstrapping));
  const value = { rand: toHex(rand), bTid: '', lifetime: '' };
  return withFile(image, {
    ...file,
    body: fitting(() => gbaBootstrapping.encode(value, file.body.length)),
  });
}

/** The B-TID in EF_GBABP as bytes; empty while the terminal has not written one. */
export function bTidOf(image: CardImage, adf: CardFile): Uint8Array {
  const file = required(childByFid(image, adf.id, gbaFilesOf(adf).bootstrapping));
  try {
    return new TextEncoder().encode(gbaBootstrapping.decode(file.body).bTid);
  } catch (error) {
    // The terminal may have written anything there.
    if (error instanceof CardwrightError) return new Uint8Array();
    throw error;
  }
}

/**
 * EF_GBANL with the NAF in the record that has its NAF_ID, else in an empty one, else in the one derived longest ago. 3GPP TS 31.102 7.1.1,
 * TS 33.220 G.2.
 * @throws Refusal 6985 without the file, 6A84 when its records are too short
 */
export function withNaf(
  image: CardImage,
  adf: CardFile,
  gba: GbaKeys,
  { nafId, bTid }: Pick<NafKey, 'nafId' | 'bTid'>,
): { readonly image: CardImage; readonly record: number } {
  const file = required(childByFid(image, adf.id, gbaFilesOf(adf).nafList));
  const record = recordFor(file, gba, nafId);
  const content = concatBytes(encodeTlv(nafIdTag, nafId), encodeTlv(bTidTag, bTid));
  const length = file.header.recordLength ?? 0;
  if (content.length > length) throw new Refusal(status.notEnoughMemory);
  return { image: withFile(image, withRecord(file, record, padRight(content, length))), record };
}

function recordFor(file: CardFile, gba: GbaKeys, nafId: Uint8Array): number {
  const numbers = Array.from({ length: recordCountOf(file) }, (_, i) => i + 1);
  const nafIdIn = (number: number): Uint8Array | undefined => nafIdOf(recordOf(file, number)!);
  const same = numbers.find((number) => {
    const there = nafIdIn(number);
    return there !== undefined && equalBytes(there, nafId);
  });
  const empty = numbers.find((number) => nafIdIn(number) === undefined);
  const oldest = gba.nafKeys.findLast(({ record }) => record <= numbers.length)?.record;
  const record = same ?? empty ?? oldest ?? numbers.at(-1);
  if (record === undefined) throw new Refusal(status.notEnoughMemory);
  return record;
}

/** `undefined` for a record without a NAF. */
function nafIdOf(record: Uint8Array): Uint8Array | undefined {
  try {
    return findValue(decodeTlvs(record), nafIdTag);
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

function required(file: CardFile | undefined): CardFile {
  if (file === undefined) throw new Refusal(status.conditionsNotSatisfied);
  return file;
}

function fitting(encode: () => Uint8Array): Uint8Array {
  try {
    return encode();
  } catch (error) {
    if (error instanceof CardwrightError) throw new Refusal(status.notEnoughMemory);
    throw error;
  }
}
