import { concatBytes, u16be } from '../../../base/bytes.ts';
import { decodeTlvs, encodeTlv, findTlv, type Tlv } from '../../tlv/ber.ts';
import { malformed } from '../codec/errors.ts';
import { asFileError, readTlvAt } from '../codec/tlv-holder.ts';

/** Tags of ETSI TS 102 221 table 13.2 and oneM2M TS-0003 tables D.1 to D.3. */
export const directoryTags = {
  template: 0x61,
  aid: 0x4f,
  label: 0x50,
  discretionary: 0x73,
  oneM2m: 0xa2,
  framework: 0x80,
} as const;

/** A data object that is kept as it is. */
export interface OtherObject {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** One application in EF_DIR. */
export interface DirectoryEntry {
  readonly aid: Uint8Array;
  /** As coded in the card, ETSI TS 102 221 annex A. */
  readonly label?: Uint8Array;
  /** The DF_1M2M of the application's ADF, one for each M2M service subscription, TS-0003 D.1.2. */
  readonly oneM2m: readonly { readonly fid: number; readonly subscription: Uint8Array }[];
  /** Other objects of the discretionary template, tag 73. */
  readonly discretionary: readonly OtherObject[];
  /** Other objects of the application template. */
  readonly other: readonly OtherObject[];
}

/**
 * A record of EF_DIR; frameworks are found wherever a discretionary template has them, in one or several A2 objects.
 * @throws CardError `file.malformed`
 */
export function decodeDirectoryEntry(record: Uint8Array): DirectoryEntry {
  const start = record.findIndex((byte) => byte !== 0x00 && byte !== 0xff);
  if (start < 0) throw malformed('the record is empty');
  const template = readTlvAt(record, start);
  if (template.tag !== directoryTags.template)
    throw malformed('it does not begin with an application template, tag 61');
  const objects = objectsOf(template.value);
  const aid = findTlv(objects, directoryTags.aid)?.value;
  if (aid === undefined || aid.length === 0 || aid.length > 16)
    throw malformed('the application identifier, tag 4F, is missing or not 1 to 16 bytes long');
  const label = findTlv(objects, directoryTags.label)?.value;
  const inDiscretionary = objects
    .filter(({ tag }) => tag === directoryTags.discretionary)
    .flatMap(({ value }) => objectsOf(value));
  const known: readonly number[] = [directoryTags.aid, directoryTags.label, directoryTags.discretionary];
  return {
    aid,
    ...(label === undefined ? {} : { label }),
    oneM2m: inDiscretionary.filter(isOneM2m).flatMap(({ value }) => objectsOf(value).map(frameworkOf)),
    discretionary: inDiscretionary.filter((tlv) => !isOneM2m(tlv)).map(plainObject),
    other: objects.filter(({ tag }) => !known.includes(tag)).map(plainObject),
  };
}

/** The application template without filling. */
export function encodeDirectoryEntry(entry: DirectoryEntry): Uint8Array {
  const { aid, label, oneM2m, discretionary, other } = entry;
  const frameworks = oneM2m.map(({ fid, subscription }) =>
    encodeTlv(directoryTags.framework, concatBytes(u16be(fid), subscription)),
  );
  const inDiscretionary = concatBytes(
    ...discretionary.map(({ tag, value }) => encodeTlv(tag, value)),
    frameworks.length === 0 ? [] : encodeTlv(directoryTags.oneM2m, concatBytes(...frameworks)),
  );
  return encodeTlv(
    directoryTags.template,
    concatBytes(
      encodeTlv(directoryTags.aid, aid),
      label === undefined ? [] : encodeTlv(directoryTags.label, label),
      ...other.map(({ tag, value }) => encodeTlv(tag, value)),
      inDiscretionary.length === 0 ? [] : encodeTlv(directoryTags.discretionary, inDiscretionary),
    ),
  );
}

/** An A2 object that announces frameworks and nothing else; others may use A2 in a discretionary template for their own. */
export function isOneM2m({ tag, value }: Tlv): boolean {
  if (tag !== directoryTags.oneM2m) return false;
  const inner = objectsOf(value);
  return inner.length > 0 && inner.every((object) => object.tag === directoryTags.framework);
}

function frameworkOf({ value }: Tlv): DirectoryEntry['oneM2m'][number] {
  const [high, low] = value;
  if (high === undefined || low === undefined)
    throw malformed('a oneM2M service framework object, tag 80, has no DF identifier');
  return { fid: (high << 8) | low, subscription: value.slice(2) };
}

function objectsOf(bytes: Uint8Array): readonly Tlv[] {
  return asFileError(() => decodeTlvs(bytes));
}

function plainObject({ tag, value }: Tlv): OtherObject {
  return { tag, value };
}
