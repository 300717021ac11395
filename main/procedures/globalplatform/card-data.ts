import { fromHex, startsWithBytes } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { findValue, type Tlv } from '../../card/tlv/ber.ts';
import { answeredTlvs } from './answered-tlvs.ts';

/** One key of a key set as the key information template has it; `type` is 80 (3DES), 88 (AES) or another of table 11-16. */
export interface KeyInformation {
  readonly id: number;
  readonly version: number;
  readonly type: number;
  /** Bytes. */
  readonly length: number;
}

/** Card production life cycle data, 42 bytes. Dates are YDDD in BCD as the card has them. */
export interface ProductionData {
  readonly icFabricator: number;
  readonly icType: number;
  readonly operatingSystem: number;
  readonly operatingSystemDate: number;
  readonly operatingSystemLevel: number;
  readonly fabricationDate: number;
  /** 4 bytes. */
  readonly serialNumber: Uint8Array;
  readonly batch: number;
}

/** Card recognition data, Card Specification 2.3.1 annex H. */
export interface RecognitionData {
  /** `2.3.1`; absent where the card does not tell. */
  readonly version?: string;
  readonly protocols: readonly { readonly protocol: number; readonly parameters: number }[];
}

/** Key information template, tag E0. Basic entries of C0 with pairs of type and length; total. @throws CardError `card-data.malformed` */
export function decodeKeyInformation(object: Uint8Array): readonly KeyInformation[] {
  return inside(object, 0xe0)
    .filter(({ tag }) => tag === 0xc0)
    .map(({ value }) => {
      const [id, version, type, length] = value;
      if (id === undefined || version === undefined || type === undefined || length === undefined)
        throw malformed('a key entry is cut off');
      return { id, version, type, length };
    });
}

/** CPLC, tag 9F7F; total. @throws CardError `card-data.malformed` */
export function decodeProductionData(object: Uint8Array): ProductionData {
  const value = findValue(tlvs(object), 0x9f7f);
  if (value?.length !== 42) throw malformed('the production data are not 42 bytes');
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  return {
    icFabricator: view.getUint16(0),
    icType: view.getUint16(2),
    operatingSystem: view.getUint16(4),
    operatingSystemDate: view.getUint16(6),
    operatingSystemLevel: view.getUint16(8),
    fabricationDate: view.getUint16(10),
    serialNumber: value.slice(12, 16),
    batch: view.getUint16(16),
  };
}

/** 1.2.840.114283, the arc of GlobalPlatform; below it 2 is the version, 4 a secure channel protocol. */
const arc = fromHex('2a864886fc6b');

/** Card data, tag 66 with 73 inside; total. @throws CardError `card-data.malformed` */
export function decodeRecognitionData(object: Uint8Array): RecognitionData {
  const recognition = inside(object, 0x66).find(({ tag }) => tag === 0x73);
  if (recognition === undefined) throw malformed('there are no card recognition data');
  const fields = tlvs(recognition.value);
  const versions = fields.filter(({ tag }) => tag === 0x60).map(({ value }) => numbersBelow(value, 2));
  const protocols = fields.filter(({ tag }) => tag === 0x64).map(({ value }) => numbersBelow(value, 4));
  const [version] = versions;
  return {
    ...(version === undefined ? {} : { version: [...version].join('.') }),
    protocols: protocols.flatMap((numbers) => {
      const [protocol, parameters] = numbers ?? [];
      return protocol === undefined || parameters === undefined ? [] : [{ protocol, parameters }];
    }),
  };
}

/** What follows the arc and `branch` in the object identifier inside `value`; `undefined` for another identifier. */
function numbersBelow(value: Uint8Array, branch: number): Uint8Array | undefined {
  const oid = findValue(tlvs(value), 0x06);
  if (oid === undefined || !startsWithBytes(oid, arc) || oid[arc.length] !== branch) return undefined;
  const rest = oid.slice(arc.length + 1);
  // Numbers from 128 on take several bytes: none is assigned.
  return rest.every((byte) => byte < 0x80) || branch === 4 ? rest : undefined;
}

function inside(object: Uint8Array, tag: number): readonly Tlv[] {
  const value = findValue(tlvs(object), tag);
  if (value === undefined) throw malformed('the answer has another tag');
  return tlvs(value);
}

const tlvs = (bytes: Uint8Array): readonly Tlv[] => answeredTlvs(bytes, malformed);

function malformed(why: string, cause?: unknown): CardError {
  return new CardError('card-data.malformed', `The card’s description of itself cannot be read: ${why}.`, {
    hint: 'Go on without it: choose protocol and key version by hand.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.3.3.1 and annex H',
    cause,
  });
}
