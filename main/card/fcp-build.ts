import { concatBytes, u16be } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';
import { encodeCompactRules } from './access/compact.ts';
import { encodeExpandedRules } from './access/expanded.ts';
import type { SecurityAttributes } from './access/types.ts';
import { lifeCycleByte } from './fcp-life-cycle.ts';
import type { Fcp, LifeCycle, PinStatus } from './fcp-types.ts';
import type { FileStructure } from './files/declare.ts';
import { encodeTlv } from './tlv/ber.ts';

type SetLifeCycle = Exclude<LifeCycle, 'proprietary'>;

interface NewFile {
  readonly security: SecurityAttributes;
  /** Default `activated`: the file can be used at once. */
  readonly lifeCycle?: SetLifeCycle;
  /** Default true. */
  readonly shareable?: boolean;
}

export interface NewElementaryFile extends NewFile {
  readonly kind: 'ef';
  readonly fid: number;
  readonly structure: FileStructure;
  /** Bytes of the body: of all records together. */
  readonly size: number;
  /** Bytes of a record, 1 to 255; needed for records. */
  readonly recordLength?: number;
  /** 1 to 30; `none` for no SFI; absent: the card takes the last five bits of the FID. */
  readonly sfi?: number | 'none';
  /** Content at creation: its bytes, the last one repeated to the end of the file or of each record. */
  readonly filling?: Uint8Array;
}

export interface NewDirectory extends NewFile {
  readonly kind: 'df' | 'adf';
  readonly fid: number;
  /** DF name of an ADF, 1 to 16 bytes. */
  readonly aid?: Uint8Array;
  /** PIN status template; some cards refuse one for DFs that inherit their parent's. */
  readonly pins?: readonly PinStatus[];
  /** Bytes to reserve for the directory and what is in it; some cards want it. */
  readonly totalSize?: number;
}

/**
 * The FCP template (tag 62) of CREATE FILE, ETSI TS 102 222 6.3, its data objects in the order of tables 3 and 4.
 * @throws InputError `fcp.invalid` for sizes that do not fit each other, `access.not-expressible` for rules the form cannot hold.
 */
export function buildCreateTemplate(file: NewElementaryFile | NewDirectory): Uint8Array {
  const head = [
    encodeTlv(0x82, file.kind === 'ef' ? efDescriptor(file) : directoryDescriptor(file)),
    encodeTlv(0x83, u16be(file.fid)),
  ];
  const common = [
    encodeTlv(0x8a, Uint8Array.of(lifeCycleByte(file.lifeCycle ?? 'activated'))),
    encodeSecurity(file.security, file.kind),
  ];
  const tail =
    file.kind === 'ef'
      ? [encodeTlv(0x80, sizeBytes(file.size)), encodeSfi(file.sfi), encodeFilling(file.filling)]
      : [
          file.totalSize === undefined ? none : encodeTlv(0x81, sizeBytes(file.totalSize)),
          encodePinStatus(file.pins ?? []),
        ];
  const name = file.kind !== 'ef' && file.aid !== undefined ? [encodeTlv(0x84, file.aid)] : [];
  return encodeTlv(0x62, concatBytes(...head, ...name, ...common, ...tail));
}

/**
 * The FCP template (tag 62) with which a card answers SELECT and STATUS, ETSI TS 102 221 11.1.1.3; {@link decodeFcp} reads it back.
 * @throws InputError as {@link buildCreateTemplate}
 */
export function buildFcp(fcp: Omit<Fcp, 'raw'>): Uint8Array {
  const { lifeCycle, availableMemory } = fcp;
  if (lifeCycle === 'proprietary') throw invalid('a proprietary life cycle has no coding');
  const memory = availableMemory === undefined ? none : encodeTlv(0x83, sizeBytes(availableMemory));
  const proprietary = fcp.kind === 'ef' ? none : encodeTlv(0xa5, concatBytes(uiccCharacteristics, memory));
  return encodeTlv(
    0x62,
    concatBytes(
      encodeTlv(0x82, fcp.kind === 'ef' ? efDescriptor(fcp) : directoryDescriptor(fcp)),
      fcp.fid === undefined ? none : encodeTlv(0x83, u16be(fcp.fid)),
      fcp.aid === undefined ? none : encodeTlv(0x84, fcp.aid),
      proprietary,
      encodeTlv(0x8a, Uint8Array.of(lifeCycleByte(lifeCycle))),
      encodeSecurity(fcp.security, fcp.kind),
      fcp.size === undefined ? none : encodeTlv(0x80, sizeBytes(fcp.size)),
      fcp.totalSize === undefined ? none : encodeTlv(0x81, sizeBytes(fcp.totalSize)),
      fcp.kind === 'ef' ? encodeSfi(fcp.sfi ?? 'none') : encodePinStatus(fcp.pins),
    ),
  );
}

const none = new Uint8Array();

/** Tag 80 in A5, TS 102 221 table 11.8: clock stop allowed, supply voltage classes A to C (bits 5 to 7). */
const uiccCharacteristics = Uint8Array.of(0x80, 1, 0x71);

const structureBits: Readonly<Record<FileStructure, number>> = {
  transparent: 0x01,
  'linear-fixed': 0x02,
  cyclic: 0x06,
  'ber-tlv': 0x39,
};

/** Tag 82: descriptor byte, data coding byte 21 and, for records, their length and (in answers) their number. */
function efDescriptor(
  file: Pick<Fcp, 'structure' | 'shareable' | 'recordLength' | 'recordCount' | 'size'>,
): Uint8Array {
  if (file.structure === undefined) throw invalid('its structure is missing');
  const head = [structureBits[file.structure] | (file.shareable === false ? 0 : 0x40), 0x21];
  if (file.structure !== 'linear-fixed' && file.structure !== 'cyclic') return Uint8Array.from(head);
  const { recordLength, size = 0, recordCount } = file;
  if (recordLength === undefined || recordLength < 1 || recordLength > 255)
    throw invalid('the record length is not 1 to 255');
  if (size % recordLength !== 0) throw invalid('its size is not a multiple of the record length');
  if (size / recordLength > 254) throw invalid('it has more than 254 records');
  return concatBytes(head, u16be(recordLength), recordCount === undefined ? [] : [recordCount]);
}

function directoryDescriptor(file: { readonly shareable?: boolean }): Uint8Array {
  return Uint8Array.of(0x38 | (file.shareable === false ? 0 : 0x40), 0x21);
}

function encodeSecurity(security: SecurityAttributes, kind: Fcp['kind']): Uint8Array {
  const subject = kind === 'ef' ? 'ef' : 'df';
  switch (security.form) {
    case 'compact':
      return encodeTlv(0x8c, encodeCompactRules(security.rules, subject));
    case 'expanded':
      return encodeTlv(0xab, encodeExpandedRules(security.rules, subject));
    case 'referenced':
      return encodeTlv(
        0x8b,
        concatBytes(
          u16be(security.fid),
          security.byEnvironment?.flatMap(({ seid, record }) => [seid, record]) ?? [security.record],
        ),
      );
    case 'none':
      return none;
    case 'malformed':
    default:
      throw invalid('its access rules are malformed');
  }
}

/** 9.5.2: PS_DO, then the key references; the universal PIN carries a usage qualifier. */
function encodePinStatus(pins: readonly PinStatus[]): Uint8Array {
  if (pins.length === 0) return none;
  const bits = new Uint8Array(Math.ceil(pins.length / 8));
  for (const [i, pin] of pins.entries()) if (pin.enabled) bits[i >> 3]! |= 0x80 >> (i & 7);
  const references = pins.map(({ reference, enabled }) =>
    concatBytes(
      reference === 0x11 ? [0x95, 1, enabled ? 0x08 : 0x00] : [],
      encodeTlv(0x83, Uint8Array.of(reference)),
    ),
  );
  return encodeTlv(0xc6, concatBytes(encodeTlv(0x90, bits), ...references));
}

function encodeSfi(sfi: number | 'none' | undefined): Uint8Array {
  if (sfi === undefined) return none;
  if (sfi === 'none') return encodeTlv(0x88, none);
  if (!Number.isInteger(sfi) || sfi < 1 || sfi > 30) throw invalid('the SFI is not 1 to 30');
  return encodeTlv(0x88, Uint8Array.of(sfi << 3));
}

/** Filling pattern (C1) in the proprietary template, TS 102 222 table 5. */
function encodeFilling(filling: Uint8Array | undefined): Uint8Array {
  return filling === undefined || filling.length === 0 ? none : encodeTlv(0xa5, encodeTlv(0xc1, filling));
}

/** At least two bytes, big endian. */
function sizeBytes(size: number): Uint8Array {
  if (!Number.isInteger(size) || size < 0 || size > 0xffffffff) throw invalid('a size is out of range');
  const high = Math.floor(size / 0x10000);
  if (high === 0) return u16be(size);
  return high > 0xff ? concatBytes(u16be(high), u16be(size)) : concatBytes([high], u16be(size));
}

function invalid(why: string): InputError {
  return new InputError('fcp.invalid', `The file cannot be described as asked: ${why}.`, {
    hint: 'Correct the sizes or the access rules of the file in the profile.',
    clause: 'ETSI TS 102 222 6.3',
  });
}
