import { CardError, CardwrightError } from '../base/error.ts';
import { decodeCompactRules } from './access/compact.ts';
import { decodeExpandedRules } from './access/expanded.ts';
import type { RuleSubject } from './access/operations.ts';
import type { SecurityAttributes } from './access/types.ts';
import { lifeCycleOf } from './fcp-life-cycle.ts';
import type { Fcp, PinStatus } from './fcp-types.ts';
import type { FileStructure } from './files/declare.ts';
import { decodeTlvs, findValue, type Tlv } from './tlv/ber.ts';

const masterFileId = 0x3f00;

/**
 * The FCP template that SELECT or STATUS answered, ETSI TS 102 221 11.1.1.3: data object 62 and what follows it is ignored. Unknown
 * objects are skipped, broken security attributes become `{ form: 'malformed' }`.
 * Total: without the template or a file descriptor, a CardError `fcp.malformed`; `fcp.not-uicc` for the templates of other cards.
 */
export function decodeFcp(bytes: Uint8Array): Fcp {
  const objects = templateObjects(bytes);
  const descriptor = decodeDescriptor(findValue(objects, 0x82));
  const fid = uint(findValue(objects, 0x83));
  const aid = findValue(objects, 0x84);
  const kind = descriptor.isDf ? directoryKind(fid, aid) : 'ef';
  const size = uint(findValue(objects, 0x80));
  const totalSize = uint(findValue(objects, 0x81));
  const availableMemory = decodeAvailableMemory(findValue(objects, 0xa5));
  const sfi = kind === 'ef' ? decodeSfi(findValue(objects, 0x88), fid) : undefined;
  return {
    kind,
    ...(fid === undefined ? {} : { fid }),
    ...(aid === undefined ? {} : { aid }),
    ...descriptor.shape,
    ...(size === undefined ? {} : { size }),
    ...(totalSize === undefined ? {} : { totalSize }),
    ...(sfi === undefined ? {} : { sfi }),
    lifeCycle: lifeCycleOf(findValue(objects, 0x8a)?.[0] ?? 0),
    security: decodeSecurity(objects, kind === 'ef' ? 'ef' : 'df'),
    pins: decodePinStatus(findValue(objects, 0xc6)),
    ...(availableMemory === undefined ? {} : { availableMemory }),
    raw: bytes.slice(),
  };
}

function templateObjects(bytes: Uint8Array): readonly Tlv[] {
  try {
    const outer = decodeTlvs(bytes);
    const template = findValue(outer, 0x62);
    if (template !== undefined) return decodeTlvs(template);
    if (findValue(outer, 0x6f) !== undefined)
      throw new CardError('fcp.not-uicc', 'The card describes its files as payment and ID cards do.', {
        hint: 'Put a UICC into the reader.',
        meaning: 'The card is unharmed; nothing was written.',
        clause: 'ETSI TS 102 221 11.1.1.3',
      });
  } catch (error) {
    if (error instanceof CardError && error.code === 'tlv.malformed') throw malformed(error.message, error);
    throw error;
  }
  throw malformed('It has no FCP template (tag 62).');
}

interface Descriptor {
  readonly isDf: boolean;
  readonly shape: Pick<Fcp, 'structure' | 'shareable' | 'recordLength' | 'recordCount'>;
}

/** File descriptor byte, data coding byte, record length of one or two bytes, number of records: ISO/IEC 7816-4 table 12. */
function decodeDescriptor(value: Uint8Array | undefined): Descriptor {
  const byte = value?.[0];
  if (value === undefined || byte === undefined || byte >= 0x80)
    throw malformed('It has no usable file descriptor (tag 82).');
  const shareable = (byte & 0x40) !== 0;
  if ((byte & 0x3f) === 0x38) return { isDf: true, shape: { shareable } };
  const structure = structureOf(byte & 0x3f);
  const recordLength = uint(value.subarray(2, value.length > 3 ? 4 : 3));
  const recordCount = uint(value.subarray(4));
  const records = structure === 'linear-fixed' || structure === 'cyclic';
  return {
    isDf: false,
    shape: {
      shareable,
      ...(structure === undefined ? {} : { structure }),
      ...(records && recordLength !== undefined ? { recordLength } : {}),
      ...(records && recordCount !== undefined ? { recordCount } : {}),
    },
  };
}

/** Table 11.5; `undefined` where the card gives no information. */
function structureOf(descriptor: number): FileStructure | undefined {
  if (descriptor === 0x39) return 'ber-tlv';
  switch (descriptor & 0x07) {
    case 1:
      return 'transparent';
    case 2:
    case 3:
      return 'linear-fixed';
    case 6:
    case 7:
      return 'cyclic';
    default:
      return undefined;
  }
}

function directoryKind(fid: number | undefined, aid: Uint8Array | undefined): 'mf' | 'adf' | 'df' {
  if (fid === masterFileId) return 'mf';
  return aid === undefined ? 'df' : 'adf';
}

/** 11.1.1.4.8: without the object the last five bits of the FID are the SFI; an empty object means that there is none. */
function decodeSfi(value: Uint8Array | undefined, fid: number | undefined): number | undefined {
  const sfi = value === undefined ? (fid ?? 0) & 0x1f : (value[0] ?? 0) >> 3;
  return sfi >= 1 && sfi <= 30 ? sfi : undefined;
}

function decodeSecurity(objects: readonly Tlv[], subject: RuleSubject): SecurityAttributes {
  const [referenced, expanded, compact] = [0x8b, 0xab, 0x8c].map((tag) => findValue(objects, tag));
  try {
    if (referenced !== undefined) return decodeReference(referenced);
    if (expanded !== undefined) return { form: 'expanded', rules: decodeExpandedRules(expanded, subject) };
    if (compact !== undefined) return { form: 'compact', rules: decodeCompactRules(compact, subject) };
    return { form: 'none' };
  } catch (error) {
    if (error instanceof CardwrightError) return { form: 'malformed', why: error.message };
    throw error;
  }
}

/** 11.1.1.4.7.3: FID of EF_ARR and a record, or the FID and pairs of SE id and record. The record for SE 01 is the usual one. */
function decodeReference(value: Uint8Array): SecurityAttributes {
  if (value.length < 3 || (value.length > 3 && value.length % 2 !== 0))
    return { form: 'malformed', why: 'The reference to EF_ARR has an unexpected length.' };
  const fid = uint(value.subarray(0, 2))!;
  if (value.length === 3) return { form: 'referenced', fid, record: value[2]! };
  const byEnvironment: { seid: number; record: number }[] = [];
  for (let at = 2; at < value.length; at += 2)
    byEnvironment.push({ seid: value[at]!, record: value[at + 1]! });
  const usual = byEnvironment.find(({ seid }) => seid === 1) ?? byEnvironment[0]!;
  return { form: 'referenced', fid, record: usual.record, byEnvironment };
}

/** 9.5.2: bits of the PS_DO (tag 90), the highest first, in the order of the key references (tag 83). */
function decodePinStatus(value: Uint8Array | undefined): readonly PinStatus[] {
  const objects = innerObjects(value);
  const bits = findValue(objects, 0x90) ?? new Uint8Array();
  return objects
    .filter(({ tag, value: reference }) => tag === 0x83 && reference.length === 1)
    .map(({ value: reference }, i) => ({
      reference: reference[0]!,
      enabled: ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0,
    }));
}

function decodeAvailableMemory(proprietary: Uint8Array | undefined): number | undefined {
  return uint(findValue(innerObjects(proprietary), 0x83));
}

/** The insides of a template that only informs: what cannot be read there is left out. */
function innerObjects(value: Uint8Array | undefined): readonly Tlv[] {
  try {
    return value === undefined ? [] : decodeTlvs(value);
  } catch (error) {
    if (error instanceof CardError) return [];
    throw error;
  }
}

/** Big endian, up to four bytes; `undefined` for none or more. */
function uint(value: Uint8Array | undefined): number | undefined {
  if (value === undefined || value.length === 0 || value.length > 4) return undefined;
  return value.reduce((sum, byte) => sum * 0x100 + byte, 0);
}

function malformed(why: string, cause?: unknown): CardError {
  return new CardError('fcp.malformed', `The card described the file in a form that cannot be read. ${why}`, {
    hint: 'Read the file again, or open its content directly.',
    clause: 'ETSI TS 102 221 11.1.1.3',
    cause,
  });
}
