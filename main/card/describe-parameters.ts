import { hex8, hex16, toHex } from '../base/bytes.ts';
import { CardwrightError } from '../base/error.ts';
import { keyName } from './access/key-reference.ts';
import type { CommandApdu } from './apdu.ts';
import { decodeTlvs, findValue } from './tlv/ber.ts';

/** The parameters of a command in words, one line each. Secret data appear by their length alone. */
export function describeParameters(apdu: CommandApdu): readonly string[] {
  return [...explain(apdu), ...amounts(apdu)];
}

function explain(apdu: CommandApdu): readonly string[] {
  const { ins, p1, p2 } = apdu;
  switch (ins) {
    case 0xa4:
      return describeSelect(apdu);
    case 0xb0:
    case 0xd6:
      return [binaryPlace(p1, p2)];
    case 0xb2:
    case 0xdc:
    case 0xa2:
      return [recordPlace(p1, p2)];
    case 0x32:
      return p1 >= 0x80 ? [`SFI ${hex8(p1 & 0x1f)}`] : [];
    case 0x20:
    case 0x24:
    case 0x26:
    case 0x28:
    case 0x2c:
      return [keyName(p2), ...(apdu.data === undefined ? ['Asks for the remaining tries'] : [])];
    case 0x70:
      return [p1 === 0x80 ? `Closes channel ${p2}` : 'Opens a channel'];
    case 0xf2:
      return describeStatus(p1, p2);
    case 0x88:
    case 0x89:
      return [authenticationContexts.get(p2) ?? `Context ${hex8(p2)}`];
    case 0xcb:
    case 0xdb:
      return [
        p2 >= 0x80 ? 'First block' : 'Next block',
        ...((p2 & 0x1f) === 0 ? [] : [`SFI ${hex8(p2 & 0x1f)}`]),
      ];
    case 0x04:
    case 0x44:
    case 0xe4:
    case 0xe6:
    case 0xe8:
      return apdu.data?.length === 2 ? [`FID ${fid(apdu.data)}`] : [];
    case 0xe0:
    case 0xd4:
      return describeTemplate(apdu.data);
    default:
      return [parameters(p1, p2)];
  }
}

/** 3GPP TS 31.102 7.1.2. */
const authenticationContexts: ReadonlyMap<number, string> = new Map([
  [0x80, 'GSM context'],
  [0x81, '3G context'],
  [0x82, 'Voice group call context'],
  [0x84, 'GBA context'],
  [0x85, 'MBMS context'],
  [0x86, 'Local key establishment context'],
]);

const occurrences = ['first', 'last', 'next', 'previous'];

function describeSelect({ p1, p2, data = new Uint8Array() }: CommandApdu): readonly string[] {
  const answer = (p2 & 0x0c) === 0x0c ? 'Without an answer' : 'Asks for the FCP';
  const ends = (p2 & 0x60) === 0x40 ? ['Ends the application session'] : [];
  return [selected(p1, p2, data), ...ends, answer];
}

function selected(p1: number, p2: number, data: Uint8Array): string {
  switch (p1) {
    case 0x00:
    case 0x01:
    case 0x02:
      return `FID ${fid(data)}`;
    case 0x03:
      return 'Parent directory';
    case 0x04:
      return `AID ${toHex(data).toUpperCase()}, ${occurrences[p2 & 0x03]} occurrence`;
    case 0x08:
      return `Path ${path(data)} from the MF`;
    case 0x09:
      return `Path ${path(data)} from the current directory`;
    default:
      return parameters(p1, p2);
  }
}

function binaryPlace(p1: number, p2: number): string {
  return p1 >= 0x80 ? `SFI ${hex8(p1 & 0x1f)}, offset ${p2}` : `Offset ${(p1 << 8) | p2}`;
}

function recordPlace(p1: number, p2: number): string {
  const file = p2 >> 3 === 0 ? '' : `SFI ${hex8(p2 >> 3)}, `;
  switch (p2 & 0x07) {
    case 0x02:
      return `${file}next record`;
    case 0x03:
      return `${file}previous record`;
    case 0x04:
      return `${file}${p1 === 0 ? 'current record' : `record ${p1}`}`;
    case 0x05:
      return `${file}backward from record ${p1}`;
    case 0x06:
      return `${file}enhanced search from record ${p1}`;
    default:
      return `${file}P1 ${hex8(p1)}, mode ${p2 & 0x07}`;
  }
}

function describeStatus(p1: number, p2: number): readonly string[] {
  if (p1 > 0x02) return [parameters(p1, p2)]; // GET STATUS of GlobalPlatform
  const told = ['', 'Application initialised', 'Session termination begins'][p1];
  const asked = p2 === 0x0c ? 'Without an answer' : p2 === 0x01 ? 'Asks for the AID' : 'Asks for the FCP';
  return told === '' || told === undefined ? [asked] : [told, asked];
}

/** FID and size in the FCP of CREATE FILE and RESIZE FILE. */
function describeTemplate(data: Uint8Array | undefined): readonly string[] {
  try {
    const objects = decodeTlvs(findValue(decodeTlvs(data ?? new Uint8Array()), 0x62) ?? new Uint8Array());
    const named = findValue(objects, 0x83);
    const size = findValue(objects, 0x80);
    return [
      ...(named === undefined ? [] : [`FID ${fid(named)}`]),
      ...(size === undefined ? [] : [`Size ${size.reduce((sum, byte) => sum * 0x100 + byte, 0)} bytes`]),
    ];
  } catch (error) {
    if (error instanceof CardwrightError) return ['Its template cannot be read'];
    throw error;
  }
}

function amounts({ data, le }: CommandApdu): readonly string[] {
  const sent = data === undefined || data.length === 0 ? [] : [`Sends ${bytes(data.length)}`];
  if (le === undefined) return sent;
  return [...sent, le === 256 ? 'Takes up to 256 bytes' : `Takes ${bytes(le)}`];
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function fid(data: Uint8Array): string {
  return data.length === 2 ? hex16((data[0]! << 8) | data[1]!) : toHex(data).toUpperCase();
}

function path(data: Uint8Array): string {
  return (
    toHex(data)
      .toUpperCase()
      .match(/.{1,4}/g)
      ?.join('/') ?? ''
  );
}

function parameters(p1: number, p2: number): string {
  return `P1 ${hex8(p1)}, P2 ${hex8(p2)}`;
}
