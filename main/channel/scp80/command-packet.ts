import { concatBytes } from '../../base/bytes.ts';
import type { CardwrightError, InputError } from '../../base/error.ts';
import { malformedCommand, unevenCiphering, unusable } from './errors.ts';
import type { PacketField } from './field.ts';
import { decodeKeyIndicator, encodeKeyIndicator, explainKeyIndicator, type KeyIndicator } from './kic-kid.ts';
import { cutLengths, headOf, openSealed, otherChecksumLengths, type PacketFrame } from './packet-frame.ts';
import { type PacketKeys, type PacketSecurity, protectionOf } from './protection.ts';
import { type ChecksumState, type OpenedPart, sealPart } from './secured-part.ts';
import { decodeSpi, encodeSpi, explainSpi, type Spi } from './spi.ts';
import { explainTar } from './tar.ts';

/** A command packet for SMS-PP, 3GPP TS 31.115 4.2. */
export interface CommandPacket {
  readonly spi: Spi;
  readonly kic: KeyIndicator;
  readonly kid: KeyIndicator;
  /** 3 bytes. */
  readonly tar: Uint8Array;
  /** 0 to 2^40 - 1; the caller has spent it before the packet is sent. */
  readonly counter: number;
  /** The script. */
  readonly data: Uint8Array;
  /** Bytes of AES-CMAC, 8 unless told. */
  readonly macLength?: 4 | 8;
}

/** What can be read without keys. */
export interface CommandPacketHeader {
  readonly spi: Spi;
  readonly kicByte: number;
  readonly kidByte: number;
  readonly tar: Uint8Array;
  /** Bytes of RC/CC/DS. */
  readonly checksumLength: number;
}

export interface CommandPacketReading {
  readonly header: CommandPacketHeader;
  /** Undefined where the packet is ciphered and could not be deciphered. */
  readonly content: OpenedPart | undefined;
  readonly checksum: ChecksumState;
  /** Every field in its place, the sealed ones only with `content`. */
  readonly fields: readonly PacketField[];
  /** Why `content` is missing or `checksum` is `unchecked`. */
  readonly obstacle: CardwrightError | undefined;
}

export interface OpenedCommandPacket extends CommandPacketHeader {
  readonly counter: number;
  readonly data: Uint8Array;
}

/** SPI, KIc, KID, TAR, CNTR and PCNTR are counted by CHL; the sealed part begins behind the TAR. */
const commandFrame: PacketFrame = {
  lengthName: 'CPL',
  headerName: 'CHL',
  begins: 'SPI',
  counted: 13,
  head: 10,
  prefix: new Uint8Array(),
  malformed: malformedCommand,
  uneven: unevenCiphering,
};

/** How the command itself is protected. KID of a command without RC, CC and DS is left aside. */
export function commandSecurity(header: CommandPacketHeader): PacketSecurity {
  const { spi, kicByte, kidByte } = header;
  return {
    check: spi.check,
    ciphering: spi.ciphering,
    kic: decodeKeyIndicator(kicByte, 'kic'),
    kid: decodeKeyIndicator(kidByte, spi.check),
  };
}

/**
 * The packet without its UDH, from CPL on.
 * @throws InputError for anything that cannot be coded or computed; `scp80.key-missing`, `scp80.key-length`, `scp80.single-des` …
 */
export function buildCommandPacket(command: CommandPacket, keys: PacketKeys): Uint8Array {
  const { spi, kic, kid, tar, counter, data } = command;
  if (tar.length !== 3)
    throw unusable('scp80.tar', 'A TAR has 3 bytes.', 'Enter six hexadecimal digits.', 'ETSI TS 101 220');
  const indicators = [encodeKeyIndicator(kic, 'kic'), encodeKeyIndicator(kid, kidUse(spi))];
  const fixed = concatBytes(encodeSpi(spi), indicators, tar);
  const { check, ciphering } = spi;
  return sealPart(
    { counter, data },
    protectionOf({ check, ciphering, kic, kid }, keys),
    command.macLength ?? 8,
    commandFrame.prefix,
    (sealed, checksum) => {
      const head = headOf(commandFrame, fixed, sealed, checksum);
      if ('tooLong' in head) throw tooLong(head.tooLong);
      return head;
    },
  );
}

/**
 * Everything that the keys at hand let one see, for a screen: also of a packet whose checksum is wrong. Total: what is not even a packet
 * is an InputError `scp80.command-malformed`.
 */
export function readCommandPacket(bytes: Uint8Array, keys: PacketKeys = {}): CommandPacketReading {
  const { header, fields } = readHead(bytes);
  const security = commandSecurity(header);
  const { checksumLength } = header;
  const possible = otherChecksumLengths(security, checksumLength);
  if (possible !== undefined)
    throw malformedCommand(
      `${checksumLength} bytes of RC/CC/DS do not fit SPI and KID, which ask for ${possible.join(' or ')}`,
    );
  const { content, obstacle } = openSealed(bytes, commandFrame, security, keys, checksumLength);
  return {
    header,
    content,
    checksum: content?.checksum ?? 'unchecked',
    fields: [...fields, ...(content?.fields ?? [])],
    obstacle,
  };
}

/**
 * The content of a genuine packet.
 * @throws InputError `scp80.command-malformed`, `scp80.key-missing` …, `scp80.checksum-wrong`, `scp80.padding-wrong`
 */
export function openCommandPacket(bytes: Uint8Array, keys: PacketKeys): OpenedCommandPacket {
  const { header, content, obstacle } = readCommandPacket(bytes, keys);
  if (obstacle !== undefined || content === undefined)
    throw obstacle ?? malformedCommand('it cannot be opened');
  if (content.checksum === 'wrong')
    throw unusable(
      'scp80.checksum-wrong',
      'The checksum of the command packet is wrong.',
      'Check KIc, KID and the key set number; otherwise the packet was changed on its way.',
      'ETSI TS 102 225 5.1.3',
    );
  if (!content.paddingFits)
    throw unusable(
      'scp80.padding-wrong',
      'The padding counter of the command packet is impossible.',
      'Check KIc and its algorithm.',
      'ETSI TS 102 225 5.1',
    );
  return { ...header, counter: content.counter, data: content.data };
}

function readHead(bytes: Uint8Array): {
  readonly header: CommandPacketHeader;
  readonly fields: readonly PacketField[];
} {
  const { cutter, checksumLength } = cutLengths(bytes, commandFrame);
  const spiBytes = cutter.cut('SPI', 2, ([first, second]) => explainSpi(first!, second!));
  const spi = decodeSpi(spiBytes[0]!, spiBytes[1]!);
  const uses = kidUse(spi);
  const kic = cutter.cut('KIc', 1, ([byte]) =>
    explainKeyIndicator(byte!, 'kic', !spi.ciphering && !spi.porCiphering),
  );
  const kid = cutter.cut('KID', 1, ([byte]) => explainKeyIndicator(byte!, uses, uses === 'none'));
  const tar = cutter.cut('TAR', 3, explainTar);
  const header = { spi, kicByte: kic[0]!, kidByte: kid[0]!, tar, checksumLength };
  return { header, fields: cutter.fields };
}

/** KID is coded for the command; where the command needs none, for its response. */
function kidUse(spi: Spi): Spi['check'] {
  return spi.check === 'none' ? spi.porCheck : spi.check;
}

function tooLong(length: number): InputError {
  return unusable(
    'scp80.too-long',
    `The command packet would have ${length} bytes; its length field ends at 65535.`,
    'Split the script into several packets.',
    '3GPP TS 31.115 4.2',
  );
}
