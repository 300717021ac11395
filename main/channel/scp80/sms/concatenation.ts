import { concatBytes } from '../../../base/bytes.ts';
import { InputError } from '../../../base/error.ts';
import { incompleteSms } from './errors.ts';
import { userDataLimit } from './tpdu-body.ts';
import { type InformationElement, packetElement, type UserData } from './user-data.ts';

export type PacketKind = keyof typeof packetElement;

/** IEIs of concatenation with a reference of one byte and of two, 3GPP TS 23.040 9.2.3.24.1 and .8. */
const concatenation = { short: 0x00, long: 0x08 } as const;
/** A header with concatenation only: its length, IEI, IEIDL, reference, total, number. */
const headerLength = 6;
/** The packet’s own element, IEI and IEIDL 00, in the first part. */
const packetElementLength = 2;
const maxParts = 255;

/**
 * The user data of the messages that carry a packet, one if it fits. The first has the packet’s element, all of several have
 * concatenation with a reference of one byte, 3GPP TS 31.115 4.1.
 * @param reference 0 to 255, another one than the last packet’s
 * @throws InputError `sms.packet-too-long`
 */
export function splitPacket(packet: Uint8Array, kind: PacketKind, reference: number): readonly UserData[] {
  const own: InformationElement = { id: packetElement[kind], data: new Uint8Array() };
  if (1 + packetElementLength + packet.length <= userDataLimit) return [{ elements: [own], data: packet }];
  const room = userDataLimit - headerLength;
  const firstRoom = room - packetElementLength;
  const total = 1 + Math.ceil((packet.length - firstRoom) / room);
  if (total > maxParts)
    throw new InputError('sms.packet-too-long', 'The packet does not fit into 255 short messages.', {
      hint: 'Split the script into several packets.',
      clause: '3GPP TS 23.040 9.2.3.24.1',
      details: { length: packet.length },
    });
  return Array.from({ length: total }, (_, i) => {
    const start = i === 0 ? 0 : firstRoom + (i - 1) * room;
    const element = { id: concatenation.short, data: Uint8Array.of(reference & 0xff, total, i + 1) };
    return {
      elements: i === 0 ? [element, own] : [element],
      data: packet.slice(start, firstRoom + i * room),
    };
  });
}

/**
 * The packet in one message or in several, in any order.
 * @throws CardError `sms.incomplete` for missing, doubled, mixed or foreign parts; InputError `sms.no-packet` where the first part
 * carries no packet
 */
export function joinPacket(parts: readonly UserData[]): {
  readonly kind: PacketKind;
  readonly packet: Uint8Array;
} {
  const [only] = parts;
  if (only === undefined) throw incompleteSms('there is none');
  if (parts.length === 1 && placeOf(only) === undefined) return { kind: kindOf(only), packet: only.data };
  const places = parts.map((part) => ({ part, place: placeOf(part) }));
  const sorted = places.toSorted((a, b) => (a.place?.number ?? 0) - (b.place?.number ?? 0));
  const first = sorted[0]!;
  for (const [i, { place }] of sorted.entries()) {
    if (place === undefined) throw incompleteSms('one of them is not a part of a split message');
    if (place.reference !== first.place?.reference || place.total !== first.place.total)
      throw incompleteSms('they belong to different messages');
    if (place.number !== i + 1) throw incompleteSms(`part ${i + 1} is missing or there twice`);
  }
  const total = first.place?.total ?? 0;
  if (total !== sorted.length) throw incompleteSms(`there are ${sorted.length} and the message has ${total}`);
  return { kind: kindOf(first.part), packet: concatBytes(...sorted.map(({ part }) => part.data)) };
}

export interface PartPlace {
  readonly reference: number;
  readonly total: number;
  /** From 1. */
  readonly number: number;
}

/** Where a part stands in its message; undefined for a message that was not split, and for one whose element is malformed. */
export function placeOf({ elements }: UserData): PartPlace | undefined {
  for (const { id, data } of elements) {
    if (id === concatenation.short && data.length === 3)
      return { reference: data[0]!, total: data[1]!, number: data[2]! };
    if (id === concatenation.long && data.length === 4)
      return { reference: data[0]! * 0x100 + data[1]!, total: data[2]!, number: data[3]! };
  }
  return undefined;
}

function kindOf({ elements }: UserData): PacketKind {
  const ids = new Set(elements.map(({ id }) => id));
  if (ids.has(packetElement.command)) return 'command';
  if (ids.has(packetElement.response)) return 'response';
  throw new InputError('sms.no-packet', 'This short message carries no secured packet.', {
    hint: 'Its user data header should have the element 70 (command) or 71 (response).',
    clause: '3GPP TS 31.115 4.1',
  });
}
