import { CardError, type CardwrightError, InputError } from '../../base/error.ts';
import type { CommandPacketHeader } from './command-packet.ts';
import { malformedResponse } from './errors.ts';
import type { PacketField } from './field.ts';
import { decodeKeyIndicator } from './kic-kid.ts';
import { cutLengths, headOf, openSealed, otherChecksumLengths, type PacketFrame } from './packet-frame.ts';
import { type PacketKeys, type PacketSecurity, protectionOf } from './protection.ts';
import { meaningOfPorStatus, type PorStatusMeaning, porStatus } from './response-status.ts';
import { type ChecksumState, type OpenedPart, sealPart } from './secured-part.ts';
import { explainTar } from './tar.ts';

/** A response packet for SMS-PP, 3GPP TS 31.115 4.4. */
export interface ResponsePacket {
  readonly tar: Uint8Array;
  readonly counter: number;
  /** Response status code, see `response-status.ts`. */
  readonly status: number;
  /** What the application answered; a script’s response. */
  readonly data: Uint8Array;
  /** Bytes of AES-CMAC, 8 unless told. */
  readonly macLength?: 4 | 8;
}

/** `missing`: an error came unprotected although protection was asked for, as status 06 does. */
export type ResponseChecksumState = ChecksumState | 'missing';

export interface ResponsePacketReading {
  readonly tar: Uint8Array;
  /** Undefined where it is ciphered and could not be deciphered. */
  readonly content: (OpenedPart & { readonly status: number }) | undefined;
  readonly checksum: ResponseChecksumState;
  readonly fields: readonly PacketField[];
  readonly obstacle: CardwrightError | undefined;
}

export interface OpenedResponsePacket {
  readonly tar: Uint8Array;
  readonly counter: number;
  readonly status: PorStatusMeaning;
  readonly data: Uint8Array;
  /** A checksum with a key says that the card made it. Without, anyone could have. */
  readonly authentic: boolean;
}

/**
 * TAR, CNTR, PCNTR and status are counted by RHL; the sealed part begins behind the TAR. The checksum covers the UDH in front: its length,
 * IEI 71 and IEIDL 00. Other elements of a split message are not covered.
 */
const responseFrame: PacketFrame = {
  lengthName: 'RPL',
  headerName: 'RHL',
  begins: 'TAR',
  counted: 10,
  head: 6,
  prefix: Uint8Array.of(0x02, 0x71, 0x00),
  malformed: malformedResponse,
  uneven: () => malformedResponse('the length of its ciphered part is no multiple of the block size'),
};

/** How the response to this command is protected, if the card keeps to SPI. */
export function responseSecurity(command: CommandPacketHeader): PacketSecurity {
  const { spi, kicByte, kidByte } = command;
  return {
    check: spi.porCheck,
    ciphering: spi.porCiphering,
    kic: decodeKeyIndicator(kicByte, 'kic'),
    kid: decodeKeyIndicator(kidByte, spi.porCheck),
  };
}

/** The packet without its UDH, from RPL on. @throws InputError as `buildCommandPacket` */
export function buildResponsePacket(
  response: ResponsePacket,
  security: PacketSecurity,
  keys: PacketKeys,
): Uint8Array {
  const { tar, counter, status, data } = response;
  return sealPart(
    { counter, status, data },
    protectionOf(security, keys),
    response.macLength ?? 8,
    responseFrame.prefix,
    (sealed, checksum) => {
      const head = headOf(responseFrame, tar, sealed, checksum);
      if ('tooLong' in head) throw tooLong();
      return head;
    },
  );
}

/**
 * Everything that the keys at hand let one see. Total: what is not even a packet is a CardError `scp80.response-malformed`.
 * @param security from {@link responseSecurity}; undefined where the command is not known, and then only RPL, RHL and TAR are read
 */
export function readResponsePacket(
  bytes: Uint8Array,
  security: PacketSecurity | undefined,
  keys: PacketKeys = {},
): ResponsePacketReading {
  const { cutter, checksumLength } = cutLengths(bytes, responseFrame);
  const tar = cutter.cut('TAR', 3, explainTar);
  if (security === undefined)
    return {
      tar,
      content: undefined,
      checksum: 'unchecked',
      fields: cutter.fields,
      obstacle: unknownSecurity(),
    };
  const bare = isBareError(bytes, checksumLength, security);
  const used = bare ? ({ ...security, check: 'none', ciphering: false } as const) : security;
  const possible = otherChecksumLengths(used, checksumLength);
  if (possible !== undefined)
    throw forged(`it has ${checksumLength} bytes of RC/CC/DS where ${possible.join(' or ')} were asked for`);
  const nameOf = (code: number): string => meaningOfPorStatus(code).name;
  const { content, obstacle } = openSealed(bytes, responseFrame, used, keys, checksumLength, nameOf);
  return {
    tar,
    content: content === undefined ? undefined : { ...content, status: content.status! },
    checksum: bare && security.check !== 'none' ? 'missing' : (content?.checksum ?? 'unchecked'),
    fields: [...cutter.fields, ...(content?.fields ?? [])],
    obstacle,
  };
}

/**
 * The content of a response that is what it should be.
 * @throws CardError `scp80.response-malformed`, `scp80.response-forged` (checksum or padding wrong, or a success without the protection
 * that was asked for); InputError `scp80.key-missing` …
 */
export function openResponsePacket(
  bytes: Uint8Array,
  security: PacketSecurity,
  keys: PacketKeys,
): OpenedResponsePacket {
  const { tar, content, checksum, obstacle } = readResponsePacket(bytes, security, keys);
  if (obstacle !== undefined || content === undefined)
    throw obstacle ?? malformedResponse('it cannot be opened');
  if (checksum === 'wrong') throw forged('its checksum is wrong');
  if (!content.paddingFits) throw forged('its padding counter is impossible');
  const { counter, status, data } = content;
  return {
    tar,
    counter,
    status: meaningOfPorStatus(status),
    data,
    authentic: checksum === 'genuine' && security.check === 'cc',
  };
}

/** An error without data, neither ciphered nor signed although that was asked for: a card that could not read the header sends it. */
function isBareError(bytes: Uint8Array, checksumLength: number, security: PacketSecurity): boolean {
  const { head, counted } = responseFrame;
  const status = bytes[head + 6];
  return (
    (security.check !== 'none' || security.ciphering) &&
    checksumLength === 0 &&
    bytes.length === 3 + counted &&
    status !== porStatus.ok
  );
}

function tooLong(): InputError {
  return new InputError('scp80.too-long', 'The answer does not fit into a response packet.', {
    hint: 'Read less at once.',
    clause: '3GPP TS 31.115 4.4',
  });
}

function forged(why: string): CardError {
  return new CardError('scp80.response-forged', `The response packet is not what was asked for: ${why}.`, {
    meaning: 'Whether the script was executed is unknown until the card is read.',
    hint: 'Check KIc, KID and SPI of the command; read the card before you send anything again.',
    clause: 'ETSI TS 102 225 5.2',
  });
}

function unknownSecurity(): InputError {
  return new InputError('scp80.command-unknown', 'How the response is protected stands in its command.', {
    hint: 'Give the command packet too, or SPI, KIc and KID.',
    clause: 'ETSI TS 102 225 5.1.1',
  });
}
