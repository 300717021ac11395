import { toHex } from '../../../base/bytes.ts';
import { InputError } from '../../../base/error.ts';
import { decodeProactiveCommand } from '../../../card/proactive.ts';
import { decodeTlvAt } from '../../../card/tlv/ber.ts';
import { attempt } from '../attempt.ts';
import { joinPacket, type PacketKind, placeOf } from './concatenation.ts';
import { decodeSmsDeliver } from './deliver.ts';
import { decodeSmsPpDownload } from './envelope.ts';
import { incompleteSms, malformedSms } from './errors.ts';
import { decodeSmsSubmit } from './submit.ts';
import { decodeUserData, encodeUserData, packetElement, type UserData } from './user-data.ts';
import {
  explainDeliver,
  explainSubmit,
  explainToolkitObject,
  explainUserData,
  type Wrapping,
} from './wrapping.ts';

/** What was captured, opened down to the packet. */
export interface Unwrapped {
  /** From the outside in, for one captured part after the other. */
  readonly wrappings: readonly Wrapping[];
  /** From CPL or RPL on. */
  readonly packet: Uint8Array;
  /** As the user data header says; undefined for a packet without one. */
  readonly kind: PacketKind | undefined;
}

/** One captured piece. */
interface Piece {
  readonly wrappings: readonly Wrapping[];
  readonly content: { readonly userData: UserData } | { readonly packet: Uint8Array };
}

const downloadTag = 0xd1;
const proactiveTag = 0xd0;
const envelopeIns = 0xc2;
const sendShortMessage = 0x13;
const tpduObject = 0x0b;

/**
 * Opens what was captured of one packet, each part in whatever carries it: an ENVELOPE (its data or the whole command), SEND SHORT MESSAGE,
 * an SMS-DELIVER or SMS-SUBMIT (with or without the service centre’s address in front), user data with their header, or the bare packet.
 * Parts of a split message may come in any order, and one that comes twice counts once. A status word behind an answer of the card is left
 * aside. Total.
 * @throws InputError `sms.unrecognised`, `sms.malformed`, `sms.envelope-malformed`, `sms.no-packet`; CardError `sms.incomplete`,
 * `proactive.malformed`
 */
export function unwrapPacket(parts: readonly Uint8Array[]): Unwrapped {
  const pieces = parts.map((part) => openPiece(part));
  const wrappings = pieces.flatMap((piece) => piece.wrappings);
  const messages: UserData[] = [];
  for (const { content } of pieces) {
    if ('userData' in content) messages.push(content.userData);
    else if (pieces.length === 1) return { wrappings, packet: content.packet, kind: undefined };
    else throw incompleteSms('one of them is a whole packet without a user data header');
  }
  return { wrappings, ...joinPacket(withoutRepeated(messages)) };
}

/** A part that was captured twice counts once. */
function withoutRepeated(messages: readonly UserData[]): readonly UserData[] {
  const numbers = new Set<string>();
  return messages.filter((message) => {
    const place = placeOf(message);
    if (place === undefined) return true;
    const key = `${place.reference} ${place.total} ${place.number} ${toHex(message.data)}`;
    return !numbers.has(key) && numbers.add(key);
  });
}

function openPiece(bytes: Uint8Array): Piece {
  const asItIs = recognise(bytes);
  if (asItIs !== undefined) return asItIs;
  const answer = endsWithSuccess(bytes) ? recognise(bytes.subarray(0, -2)) : undefined;
  if (answer !== undefined) return answer;
  if (looksLikeUserData(bytes)) return openUserData(bytes);
  throw unrecognised();
}

function recognise(bytes: Uint8Array): Piece | undefined {
  const piece = attempt(() => open(bytes));
  if (piece.ok) return piece.value;
  // Whoever reads the card again, as the hint of malformed objects says, has not this to read.
  throw piece.error.code === 'tlv.malformed'
    ? malformedSms('its data objects are cut off or malformed', 'ETSI TS 101 220 7.1')
    : piece.error;
}

function open(bytes: Uint8Array): Piece | undefined {
  if (bytes[0] === downloadTag) return openEnvelope(bytes, 0);
  if (bytes[0]! >= 0x80 && bytes[1] === envelopeIns && bytes[5] === downloadTag)
    return openEnvelope(bytes, 5);
  if (bytes[0] === proactiveTag) return openProactive(bytes);
  if (isWholePacket(bytes)) return { wrappings: [], content: { packet: bytes } };
  if (looksLikeUserData(bytes)) {
    const { elements, data } = decodeUserData(bytes);
    const split = placeOf({ elements, data }) !== undefined;
    return split || isWholePacket(data) ? openUserData(bytes) : undefined;
  }
  const afterAddress = 1 + (bytes[0] ?? 0);
  for (const start of afterAddress <= 12 ? [0, afterAddress] : [0]) {
    const tpdu = attempt(() => openTpdu(bytes, start));
    if (tpdu.ok) return tpdu.value;
  }
  return undefined;
}

/** Its first two bytes count the others. */
function isWholePacket(bytes: Uint8Array): boolean {
  const [high, low] = bytes;
  return (
    high !== undefined && low !== undefined && bytes.length > 2 && high * 0x100 + low + 2 === bytes.length
  );
}

function endsWithSuccess(bytes: Uint8Array): boolean {
  const [sw1, sw2] = bytes.subarray(-2);
  return (sw1 === 0x90 && sw2 === 0) || sw1 === 0x91;
}

/** A header that fits, with an element that packets have: no TPDU begins so. */
function looksLikeUserData(bytes: Uint8Array): boolean {
  const read = attempt(() => decodeUserData(bytes));
  if (!read.ok) return false;
  const { elements } = read.value;
  return (
    placeOf(read.value) !== undefined ||
    elements.some(({ id }) => id === packetElement.command || id === packetElement.response)
  );
}

/** @param header bytes of the command in front; it may end with Le */
function openEnvelope(bytes: Uint8Array, header: number): Piece {
  const end = endOfObject(bytes, header, header === 0 ? [0] : [0, 1]);
  const { tpdu } = decodeSmsPpDownload(bytes.subarray(header, end));
  const fields = explainToolkitObject(bytes, header, 'SMS-PP download');
  return within({ kind: 'envelope', bytes, fields }, openDeliver(tpdu, 0));
}

/** @param rest how many bytes may follow: Le, or a status word */
function endOfObject(bytes: Uint8Array, start: number, rest: readonly number[]): number {
  const { end } = decodeTlvAt(bytes, start);
  if (rest.includes(bytes.length - end)) return end;
  throw malformedSms(`${bytes.length - end} bytes follow after the object`, 'ETSI TS 102 223 6.6.9');
}

function openProactive(bytes: Uint8Array): Piece {
  const end = endOfObject(bytes, 0, [0, 2]);
  const command = decodeProactiveCommand(bytes.subarray(0, end));
  const tpdu = command.objects.find(({ tag }) => tag === tpduObject)?.value;
  if (command.type !== sendShortMessage || tpdu === undefined)
    throw malformedSms(`${command.name} carries none`, 'ETSI TS 102 223 6.6.9');
  const fields = explainToolkitObject(bytes, 0, 'proactive command');
  return within({ kind: 'proactive-command', bytes, fields }, openSubmit(tpdu, 0));
}

function openTpdu(bytes: Uint8Array, start: number): Piece {
  return ((bytes[start] ?? 0) & 0x03) === 1 ? openSubmit(bytes, start) : openDeliver(bytes, start);
}

function openDeliver(bytes: Uint8Array, start: number): Piece {
  const { userData } = decodeSmsDeliver(bytes.subarray(start));
  return within({ kind: 'sms-deliver', bytes, fields: explainDeliver(bytes, start) }, openCarried(userData));
}

function openSubmit(bytes: Uint8Array, start: number): Piece {
  const { userData } = decodeSmsSubmit(bytes.subarray(start));
  return within({ kind: 'sms-submit', bytes, fields: explainSubmit(bytes, start) }, openCarried(userData));
}

/** A message without header is no packet, which shows when the parts are joined. */
function openCarried(userData: UserData): Piece {
  if (userData.elements.length === 0) return { wrappings: [], content: { userData } };
  return openUserData(encodeUserData(userData));
}

/** @throws InputError `sms.malformed` */
function openUserData(bytes: Uint8Array): Piece {
  return {
    wrappings: [{ kind: 'user-data', bytes, fields: explainUserData(bytes) }],
    content: { userData: decodeUserData(bytes) },
  };
}

function within(outer: Wrapping, { wrappings, content }: Piece): Piece {
  return { wrappings: [outer, ...wrappings], content };
}

function unrecognised(): InputError {
  return new InputError(
    'sms.unrecognised',
    'This is neither a secured packet nor a message that carries one.',
    {
      hint: 'Give a packet from its length on, user data with their header, an SMS-DELIVER or SMS-SUBMIT, or the data of an ENVELOPE from D1 on.',
      clause: '3GPP TS 31.115 4',
    },
  );
}
