import { hex8, toHex } from '../../../base/bytes.ts';
import { decodeTlvAt } from '../../../card/tlv/ber.ts';
import { decodeComprehensionTlvs } from '../../../card/tlv/comprehension.ts';
import { FieldCutter, type FieldPart, type PacketField } from '../field.ts';
import { readAddress, type SmsAddress } from './address.ts';
import { type PartPlace, placeOf } from './concatenation.ts';
import { dataDownload } from './deliver.ts';
import { countsSeptets } from './tpdu-body.ts';
import { packetElement } from './user-data.ts';

/** Something that carries a packet or a part of it, with its own fields; what it carries is one field of it. */
export interface Wrapping {
  readonly kind: 'envelope' | 'proactive-command' | 'sms-deliver' | 'sms-submit' | 'user-data';
  readonly bytes: Uint8Array;
  readonly fields: readonly PacketField[];
}

/** Names of the data objects, ETSI TS 101 220 7.1.1.1. */
const objectNames = new Map([
  [0x01, 'Command details'],
  [0x02, 'Device identities'],
  [0x05, 'Alpha identifier'],
  [0x06, 'Address'],
  [0x0b, 'SMS TPDU'],
]);
const devices = new Map([
  [0x81, 'UICC'],
  [0x82, 'terminal'],
  [0x83, 'network'],
]);

/** The fields of a BER-TLV of COMPREHENSION-TLVs that has been decoded before; @param apdu bytes of the command header in front */
export function explainToolkitObject(bytes: Uint8Array, apdu: number, what: string): readonly PacketField[] {
  const cutter = new FieldCutter(bytes, 0, false);
  cutter.cut('Header', apdu, (header) => `${header.length} bytes of the command: CLA, INS, P1, P2 and Lc`);
  const { value, end } = decodeTlvAt(bytes, apdu);
  cutter.cut('Tag', 1, () => what);
  cutter.cut('Length', end - value.length - apdu - 1, () => `${value.length} bytes follow`);
  const objects = decodeComprehensionTlvs(value);
  for (const [i, object] of objects.entries()) {
    const next = objects[i + 1]?.offset ?? value.length;
    const name = objectNames.get(object.tag) ?? `Object ${hex8(object.tag)}`;
    cutter.cut(name, next - object.offset, () => objectWords(object.tag, object.value));
  }
  if (apdu > 0) cutter.cut('Le', bytes.length - end, () => 'any answer');
  cutter.cut('SW', cutter.rest, (sw) => `status word ${toHex(sw).toUpperCase()}`);
  return cutter.fields;
}

function objectWords(tag: number, value: Uint8Array): string {
  const device = (byte: number | undefined): string => devices.get(byte ?? 0) ?? 'unknown';
  if (tag === 0x02) return `from ${device(value[0])} to ${device(value[1])}`;
  return `${value.length} bytes`;
}

const typeOfNumber = [
  'unknown',
  'international',
  'national',
  'network',
  'subscriber',
  'alphanumeric',
  'abbreviated',
  'reserved',
];

function addressWords({ type, digits }: SmsAddress): string {
  return `${digits === '' ? 'no digits' : digits}, type ${typeOfNumber[(type >> 4) & 7]!}`;
}

/** The fields of an SMS-DELIVER that has been decoded before, 3GPP TS 23.040 9.2.2.1. @param start bytes of the service centre's address */
export function explainDeliver(bytes: Uint8Array, start: number): readonly PacketField[] {
  const cutter = new FieldCutter(bytes, 0, false);
  const first = bytes[start]!;
  const { address, end } = readAddress(bytes, start + 1);
  cutServiceCentre(cutter, start);
  cutter.cut('First octet', 1, () => [
    { bits: 'b2 b1', name: 'TP-MTI', meaning: 'SMS-DELIVER' },
    flag(first, 0x04, 'b3', 'TP-MMS', 'no more messages wait', 'more messages wait'),
    flag(first, 0x40, 'b7', 'TP-UDHI', 'user data begin with a header', 'user data without header'),
  ]);
  cutter.cut('TP-OA', end - start - 1, () => addressWords(address));
  cutCodings(cutter);
  cutter.cut('TP-SCTS', 7, timestampWords);
  cutUserData(cutter, bytes[end + 1]!);
  return cutter.fields;
}

/** The fields of an SMS-SUBMIT that has been decoded before, 3GPP TS 23.040 9.2.2.2. */
export function explainSubmit(bytes: Uint8Array, start: number): readonly PacketField[] {
  const cutter = new FieldCutter(bytes, 0, false);
  const first = bytes[start]!;
  const { address, end } = readAddress(bytes, start + 2);
  cutServiceCentre(cutter, start);
  cutter.cut('First octet', 1, () => [
    { bits: 'b2 b1', name: 'TP-MTI', meaning: 'SMS-SUBMIT' },
    { bits: 'b5 b4', name: 'TP-VPF', meaning: validities[(first >> 3) & 3]! },
    flag(first, 0x40, 'b7', 'TP-UDHI', 'user data begin with a header', 'user data without header'),
  ]);
  cutter.cut('TP-MR', 1, ([reference]) => `message reference ${reference!}`);
  cutter.cut('TP-DA', end - start - 2, () => addressWords(address));
  cutCodings(cutter);
  cutter.cut('TP-VP', [0, 7, 1, 7][(first >> 3) & 3]!, () => 'validity period');
  cutUserData(cutter, bytes[end + 1]!);
  return cutter.fields;
}

const validities = [
  'no validity period',
  'enhanced validity period',
  'relative validity period',
  'absolute validity period',
];

function flag(byte: number, mask: number, bits: string, name: string, set: string, clear: string): FieldPart {
  return { bits, name, meaning: (byte & mask) !== 0 ? set : clear };
}

function cutServiceCentre(cutter: FieldCutter, length: number): void {
  cutter.cut('SCA', length, () => 'address of the service centre, as modems put it in front');
}

function cutCodings(cutter: FieldCutter): void {
  cutter.cut('TP-PID', 1, ([protocol]) =>
    protocol === dataDownload.protocol ? '(U)SIM data download: for the card' : `protocol ${hex8(protocol!)}`,
  );
  cutter.cut('TP-DCS', 1, ([coding]) => {
    const unit = countsSeptets(coding!) ? '7-bit characters' : '8-bit data or 16-bit characters';
    return (coding! & 0x10) !== 0 || coding! >= 0xf0 ? `${unit}, class ${coding! & 3}` : unit;
  });
}

function cutUserData(cutter: FieldCutter, coding: number): void {
  cutter.cut(
    'TP-UDL',
    1,
    ([length]) => `${length!} ${countsSeptets(coding) ? 'characters' : 'bytes'} of user data`,
  );
  cutter.cut('TP-UD', cutter.rest, (data) => `user data of ${data.length} bytes`);
}

function timestampWords(stamp: Uint8Array): string {
  const [year, month, day, hour, minute, second] = Array.from(stamp, (byte) => `${byte & 0x0f}${byte >> 4}`);
  return `service centre’s time 20${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** The fields of user data whose header has been decoded before, 3GPP TS 23.040 9.2.3.24. */
export function explainUserData(bytes: Uint8Array): readonly PacketField[] {
  const cutter = new FieldCutter(bytes, 0, false);
  const length = cutter.cut('UDHL', 1, ([count]) => `${count!} bytes of header follow`)[0]!;
  for (let at = 1; at < length + 1; at += 2 + bytes[at + 1]!) {
    const [id, size] = [bytes[at]!, bytes[at + 1]!];
    cutter.cut(`IE ${hex8(id)}`, 2 + size, (element) => elementWords(id, element.slice(2)));
  }
  cutter.cut('Data', cutter.rest, (data) => `${data.length} bytes of the packet`);
  return cutter.fields;
}

function elementWords(id: number, data: Uint8Array): string {
  if (id === packetElement.command) return 'a command packet begins here';
  if (id === packetElement.response) return 'a response packet begins here';
  const place = placeOf({ elements: [{ id, data }], data: new Uint8Array() });
  return place === undefined ? 'not about the packet' : placeWords(place);
}

function placeWords({ reference, number, total }: PartPlace): string {
  return `part ${number} of ${total} of the message ${reference}`;
}
