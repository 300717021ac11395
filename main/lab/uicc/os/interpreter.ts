import { InputError } from '../../../base/error.ts';
import { decodeCommandApdu, encodeResponseApdu } from '../../../card/apdu.ts';
import type { TransmissionProtocol } from '../../../card/link.ts';
import type { Card } from './card.ts';
import { type CommandClass, readClass } from './class.ts';
import type { CommandCase, CommandHandler, Reply } from './command.ts';
import { Refusal } from './refusal.ts';
import { closeReply, openCommand } from './secure-messaging.ts';
import type { Channel } from './session.ts';
import { status } from './status.ts';

export const getResponseIns = 0xc0;

/** A command with its lengths as the transmission protocol gave them. */
interface Incoming {
  readonly data: Uint8Array;
  /** Wanted response bytes; `any` for Le 00, `undefined` without Le. */
  readonly le: number | 'any' | undefined;
}

/** The instructions a card knows, by INS. */
export type CommandTable = ReadonlyMap<number, CommandHandler>;

/** Where {@link CommandTable} has what an instruction of class 8X means to the issuer security domain: GlobalPlatform uses some differently. */
export function domainRow(ins: number): number {
  return 0x8000 | ins;
}

const statusIns = 0xf2;

function findHandler(
  { image }: Card,
  table: CommandTable,
  { group }: CommandClass,
  ins: number,
  p1: number,
): CommandHandler | undefined {
  if (image.manners.withoutInstructions.includes(ins)) return undefined;
  // STATUS of TS 102 221 has P1 00 to 02, GET STATUS of GlobalPlatform 10 and more.
  const forDomain =
    image.securityDomain !== undefined && group === 'etsi' && (ins !== statusIns || p1 > 0x0f);
  return (forDomain ? table.get(domainRow(ins)) : undefined) ?? table.get(ins);
}

/**
 * One command in, one answer out, both as the contacts see them. Errors of the command are status words in the answer. What else
 * is thrown (a power cut, a defect) leaves.
 */
export function execute(card: Card, table: CommandTable, tpdu: Uint8Array): Uint8Array {
  try {
    return encodeResponseApdu(run(card, table, tpdu));
  } catch (error) {
    if (error instanceof Refusal) return encodeResponseApdu({ data: new Uint8Array(), sw: error.sw });
    throw error;
  }
}

interface Answer {
  readonly data: Uint8Array;
  readonly sw: number;
}

function run(card: Card, table: CommandTable, tpdu: Uint8Array): Answer {
  const { session, image } = card;
  const [cla, ins, p1, p2] = tpdu;
  const pending = session.pending;
  session.pending = undefined;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined)
    throw new Refusal(status.wrongLength);
  session.domain.secured = false;
  const commandClass = readClass(cla);
  const { group, channel: number, secured } = commandClass;
  if (secured && image.securityDomain === undefined) throw new Refusal(status.secureMessagingNotSupported);
  const handler = findHandler(card, table, commandClass, ins, p1);
  if (handler === undefined && ins !== getResponseIns) throw new Refusal(status.wrongInstruction);
  if (group !== (handler?.cla ?? 'interindustry')) throw new Refusal(status.wrongClass);
  const channel = session.channels.get(number);
  if (channel === undefined || (handler?.basicChannelOnly === true && number !== 0))
    throw new Refusal(status.channelNotSupported);
  if (handler === undefined) return getResponse(card, channel, pending?.data, pending?.channel, tpdu);

  const plainShape = typeof handler.case === 'function' ? handler.case(p1, p2) : handler.case;
  const shape = secured ? withMac(plainShape) : plainShape;
  const incoming = image.protocol === 'T=0' ? readTpdu(tpdu, shape) : readApdu(tpdu, shape);
  if (shape === 'out' && handler.answerLength !== undefined)
    checkLe(image.protocol, incoming, handler.answerLength);
  const { ef, record } = channel;
  const inChannel =
    handler.domain !== 'opens-channel' &&
    (secured || (handler.domain !== undefined && session.domain.open !== undefined));
  const data = inChannel
    ? openCommand(card, { cla, ins, p1, p2, data: incoming.data }, secured)
    : incoming.data;
  if (data.length > 0 && (plainShape === 'none' || plainShape === 'out'))
    throw new Refusal(status.wrongLength);
  const plainReply = handler.run(card, { channel, p1, p2, data });
  const reply = inChannel ? closeReply(card, plainReply) : plainReply;
  if (shape === 'out' && isWrongLe(image.protocol, incoming, reply)) {
    // The command is repeated: “next record” must then mean the same one, and an open secure channel counts it once.
    channel.record = channel.ef === ef ? record : undefined;
    if (inChannel) session.domain.open?.messaging.takeBack();
    throw new Refusal(wrongLe(reply.data?.length ?? 0));
  }
  return image.protocol === 'T=0'
    ? answerT0(card, channel, shape, incoming, reply)
    : answerT1(card, channel, incoming, reply);
}

/** Secure messaging gives every command data: its MAC. */
function withMac(shape: CommandCase): CommandCase {
  return shape === 'none' || shape === 'in' ? 'in' : 'in-out';
}

/**
 * T=0: P3 is Lc or Le as the instruction demands. Programs that leave the splitting of case 4 to the reader may send a trailing Le; it
 * is ignored as a reader would do. @throws Refusal 6700
 */
function readTpdu(tpdu: Uint8Array, shape: CommandCase): Incoming {
  const p3 = tpdu[4] ?? 0;
  const body = tpdu.slice(5);
  if (shape === 'in' || shape === 'in-out') {
    const trailingLe = body.length === p3 + 1;
    if (body.length !== p3 && !trailingLe) throw new Refusal(status.wrongLength);
    return { data: body.slice(0, p3), le: undefined };
  }
  if (body.length > 0 || (shape === 'none' && p3 !== 0)) throw new Refusal(status.wrongLength);
  return { data: body, le: shape === 'none' ? undefined : p3 === 0 ? 'any' : p3 };
}

/** T=1: whole APDUs, short or extended. @throws Refusal 6700 */
function readApdu(bytes: Uint8Array, shape: CommandCase): Incoming {
  const { data = new Uint8Array(), le } = decodeApdu(bytes);
  const takesData = shape === 'in' || shape === 'in-out';
  if (data.length > 0 && !takesData) throw new Refusal(status.wrongLength);
  if (le === undefined && shape === 'out') throw new Refusal(status.wrongLength);
  return { data, le: le === 256 || le === 65536 ? 'any' : le };
}

function decodeApdu(bytes: Uint8Array): ReturnType<typeof decodeCommandApdu> {
  try {
    return decodeCommandApdu(bytes);
  } catch (error) {
    if (error instanceof InputError) throw new Refusal(status.wrongLength);
    throw error;
  }
}

function checkLe(protocol: TransmissionProtocol, { le }: Incoming, length: number): void {
  if (le !== length && !(le === 'any' && protocol === 'T=1')) throw new Refusal(wrongLe(length));
}

/** Whether Le asks for more than there is, or on T=0 for less of what is given as a whole only. */
function isWrongLe(
  protocol: TransmissionProtocol,
  { le }: Incoming,
  { data = new Uint8Array(), mayShorten = false }: Reply,
): boolean {
  if (protocol === 'T=1') return typeof le === 'number' && le > data.length;
  const wanted = le === 'any' ? 256 : (le ?? 0);
  return wanted > data.length || (wanted < data.length && !mayShorten);
}

function answerT0(
  card: Card,
  channel: Channel,
  shape: CommandCase,
  { le }: Incoming,
  { data = new Uint8Array(), sw = status.ok }: Reply,
): Answer {
  if (shape === 'out') return { data: data.slice(0, le === 'any' ? 256 : (le ?? 0)), sw: announce(card, sw) };
  if (data.length === 0) return { data, sw: announce(card, sw) };
  card.session.pending = { channel: channel.number, data };
  return { data: new Uint8Array(), sw: sw === status.ok ? moreData(data.length) : sw };
}

/** Data that Le has no room for wait for GET RESPONSE, but for what Le may shorten. */
function answerT1(
  card: Card,
  channel: Channel,
  { le }: Incoming,
  { data = new Uint8Array(), sw = status.ok, mayShorten = false }: Reply,
): Answer {
  if (le === undefined) return { data: new Uint8Array(), sw: announce(card, sw) };
  const given = data.slice(0, le === 'any' ? 256 : le);
  const rest = data.slice(given.length);
  if (rest.length === 0 || mayShorten) return { data: given, sw: announce(card, sw) };
  card.session.pending = { channel: channel.number, data: rest };
  return { data: given, sw: moreData(rest.length) };
}

/** GET RESPONSE, ETSI TS 102 221 12.1.1: directly after the command and on its channel. */
function getResponse(
  card: Card,
  channel: Channel,
  data: Uint8Array | undefined,
  owner: number | undefined,
  tpdu: Uint8Array,
): Answer {
  if (tpdu.length > 5) throw new Refusal(status.wrongLength);
  if (tpdu[2] !== 0 || tpdu[3] !== 0) throw new Refusal(status.wrongP1P2);
  if (data === undefined || owner !== channel.number) throw new Refusal(status.conditionsNotSatisfied);
  const wanted = tpdu[4] || 256;
  if (wanted > data.length) {
    card.session.pending = { channel: channel.number, data };
    throw new Refusal(wrongLe(data.length));
  }
  const rest = data.slice(wanted);
  if (rest.length === 0) return { data, sw: announce(card, status.ok) };
  card.session.pending = { channel: channel.number, data: rest };
  return { data: data.slice(0, wanted), sw: moreData(rest.length) };
}

/** 9000 becomes 91xx while a proactive command waits, ETSI TS 102 221 7.4.2. */
function announce(card: Card, sw: number): number {
  const [waiting] = card.session.proactive;
  const announced = sw === status.ok && waiting !== undefined && !card.session.proactiveFetched;
  return announced ? 0x9100 | (waiting.length & 0xff) : sw;
}

/** 61xx; 00 stands for 256 and more. */
function moreData(length: number): number {
  return 0x6100 | (length >= 256 ? 0 : length);
}

/** 6Cxx with the length that is right. */
function wrongLe(length: number): number {
  return 0x6c00 | (length >= 256 ? 0 : length);
}
