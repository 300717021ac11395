import { CardError } from '../base/error.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from './access/types.ts';
import type { Fcp, PinStatus } from './fcp-types.ts';
import type { FileStructure } from './files/declare.ts';

/**
 * What SELECT answers on SIM cards before the UICC, and on UICCs to class A0: 3GPP TS 51.011 9.2.1, a fixed layout without tags.
 * Total: any other length or file type is a CardError `fcp.malformed`.
 */
export function decodeGsmFileResponse(bytes: Uint8Array): Fcp {
  if (bytes.length < 13) throw malformed('it is shorter than 13 bytes');
  const fid = word(bytes, 4);
  const type = bytes[6]!;
  if (type === 0x04) return elementaryFile(bytes, fid);
  if (type !== 0x01 && type !== 0x02) throw malformed('the type of file is unknown');
  return {
    kind: type === 0x01 ? 'mf' : 'df',
    fid,
    availableMemory: word(bytes, 2),
    lifeCycle: 'activated',
    security: { form: 'none' },
    pins: pinsOf(bytes),
    raw: bytes.slice(),
  };
}

function elementaryFile(bytes: Uint8Array, fid: number): Fcp {
  const structure = structureOf(bytes[13]);
  const size = word(bytes, 2);
  const recordLength = structure === 'transparent' ? 0 : (bytes[14] ?? 0);
  return {
    kind: 'ef',
    fid,
    structure,
    size,
    ...(recordLength === 0 ? {} : { recordLength, recordCount: Math.floor(size / recordLength) }),
    lifeCycle: (bytes[11]! & 0x01) !== 0 ? 'activated' : 'deactivated',
    security: { form: 'compact', rules: rulesOf(bytes, structure) },
    pins: [],
    raw: bytes.slice(),
  };
}

function structureOf(byte: number | undefined): FileStructure {
  if (byte === 0x00) return 'transparent';
  if (byte === 0x01) return 'linear-fixed';
  if (byte === 0x03) return 'cyclic';
  throw malformed('the structure of the file is unknown');
}

/** Bytes 9 to 11: two conditions each. */
function rulesOf(bytes: Uint8Array, structure: FileStructure): readonly AccessRule[] {
  const nibbles: readonly (readonly [AccessOperation, number])[] = [
    ['read', bytes[8]! >> 4],
    ['update', bytes[8]! & 0x0f],
    ...(structure === 'cyclic' ? ([['increase', bytes[9]! >> 4]] as const) : []),
    ['activate', bytes[10]! >> 4],
    ['deactivate', bytes[10]! & 0x0f],
  ];
  return nibbles.map(([operation, level]) => ({
    operations: [operation],
    instructions: [],
    condition: conditionOf(level),
  }));
}

/** 9.3: levels 4 to E are administrative keys, which one is the issuer's affair. */
function conditionOf(level: number): SecurityCondition {
  switch (level) {
    case 0:
      return { kind: 'always' };
    case 1:
      return { kind: 'key', reference: 0x01 };
    case 2:
      return { kind: 'key', reference: 0x81 };
    case 15:
      return { kind: 'never' };
    default:
      return { kind: 'unknown', raw: Uint8Array.of(level) };
  }
}

/** Bit 8 of the file characteristics: CHV1 disabled. CHV2 is there when its status byte says that it is initialised. */
function pinsOf(bytes: Uint8Array): readonly PinStatus[] {
  const characteristics = bytes[13];
  if (characteristics === undefined) return [];
  const chv2 = ((bytes[20] ?? 0) & 0x80) !== 0;
  return [
    { reference: 0x01, enabled: (characteristics & 0x80) === 0 },
    ...(chv2 ? [{ reference: 0x81, enabled: true }] : []),
  ];
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function malformed(why: string): CardError {
  return new CardError(
    'fcp.malformed',
    `The card described the file in a form that cannot be read: ${why}.`,
    {
      hint: 'Read the file again, or open its content directly.',
      clause: '3GPP TS 51.011 9.2.1',
    },
  );
}
