import { CardError } from '../base/error.ts';

/** Interface bytes of one round, ISO/IEC 7816-3 8.2.3; T is the protocol that the TD before them named. */
export interface InterfaceBytes {
  readonly protocol: number;
  readonly ta?: number;
  readonly tb?: number;
  readonly tc?: number;
  readonly td?: number;
}

/** Card capabilities in the historical bytes, ISO/IEC 7816-4 8.1.1.2.7. */
export interface CardCapabilities {
  /** Selection by full and by partial AID, by path, by FID. */
  readonly selection: {
    readonly fullAid: boolean;
    readonly partialAid: boolean;
    readonly path: boolean;
    readonly fid: boolean;
  };
  readonly sfi: boolean;
  readonly extendedLength: boolean;
  readonly commandChaining: boolean;
  /** Logical channels, the basic one included; 1 where the card has no others. */
  readonly channels: number;
}

export interface Atr {
  readonly convention: 'direct' | 'inverse';
  /** In the order of TD1, TD2 …; T=0 where the card names none. 15 is no protocol and not among them. */
  readonly protocols: readonly number[];
  /** One entry for each round of TA to TD; the first has the global bytes. */
  readonly interfaceBytes: readonly InterfaceBytes[];
  readonly historical: Uint8Array;
  /** Absent where the historical bytes do not tell. */
  readonly capabilities?: CardCapabilities;
  /** `absent` where T=0 alone is offered, which has none. */
  readonly check: 'right' | 'wrong' | 'absent' | 'missing';
}

/** Longest ATR, ISO/IEC 7816-3 8.2.1: TS and 32 bytes. */
const longest = 33;

/**
 * The answer to reset, ISO/IEC 7816-3 8. A wrong or missing check byte is reported, not refused: cards work with it.
 * Total: an ATR that is cut off, too long or without a convention is a CardError `atr.malformed`.
 */
export function decodeAtr(bytes: Uint8Array): Atr {
  if (bytes.length > longest) throw malformed(`it has ${bytes.length} bytes`);
  const convention = conventionOf(bytes[0]);
  const format = bytes[1];
  if (format === undefined) throw malformed('it ends after its first byte');
  const rounds: InterfaceBytes[] = [];
  const cursor = { at: 2 };
  let indicator: number | undefined = format & 0xf0;
  let protocol = 0;
  while (indicator !== undefined) {
    const round = readRound(bytes, cursor, indicator, protocol);
    rounds.push(round);
    indicator = round.td === undefined ? undefined : round.td & 0xf0;
    protocol = (round.td ?? 0) & 0x0f;
  }
  const end = cursor.at + (format & 0x0f);
  if (end > bytes.length) throw malformed('its historical bytes are cut off');
  const historical = bytes.slice(cursor.at, end);
  const named = rounds.flatMap(({ td }) => (td === undefined ? [] : [td & 0x0f]));
  const capabilities = capabilitiesOf(historical);
  return {
    convention,
    protocols: named.length === 0 ? [0] : [...new Set(named)].filter((t) => t !== 15),
    interfaceBytes: rounds,
    historical,
    ...(capabilities === undefined ? {} : { capabilities }),
    check: checkOf(
      bytes,
      end,
      named.some((t) => t !== 0),
    ),
  };
}

function conventionOf(ts: number | undefined): Atr['convention'] {
  if (ts === 0x3b) return 'direct';
  if (ts === 0x3f || ts === 0x03) return 'inverse';
  throw malformed('it does not begin with 3B or 3F');
}

function readRound(
  bytes: Uint8Array,
  cursor: { at: number },
  indicator: number,
  protocol: number,
): InterfaceBytes {
  const next = (bit: number): number | undefined => {
    if ((indicator & bit) === 0) return undefined;
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw malformed('its interface bytes are cut off');
    return byte;
  };
  const [ta, tb, tc, td] = [next(0x10), next(0x20), next(0x40), next(0x80)];
  return {
    protocol,
    ...(ta === undefined ? {} : { ta }),
    ...(tb === undefined ? {} : { tb }),
    ...(tc === undefined ? {} : { tc }),
    ...(td === undefined ? {} : { td }),
  };
}

/** TCK makes the exclusive or of all bytes from T0 on zero; it is there when another protocol than T=0 is named. */
function checkOf(bytes: Uint8Array, at: number, due: boolean): Atr['check'] {
  if (at >= bytes.length) return due ? 'missing' : 'absent';
  if (at + 1 < bytes.length) throw malformed('bytes follow its end');
  return bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0) === 0 ? 'right' : 'wrong';
}

/**
 * Compact data object 7 of one to three bytes in historical bytes of category 80 or 00 (ISO/IEC 7816-4 8.1.1). Anything else in them is the
 * card maker's own and stays undecoded.
 */
function capabilitiesOf(historical: Uint8Array): CardCapabilities | undefined {
  const category = historical[0];
  if (category !== 0x80 && category !== 0x00) return undefined;
  const end = category === 0x00 ? historical.length - 3 : historical.length;
  for (let at = 1; at < end; ) {
    const header = historical[at]!;
    const next = at + 1 + (header & 0x0f);
    const value = historical.subarray(at + 1, next);
    if (next <= end && header >> 4 === 7 && value.length >= 1 && value.length <= 3)
      return capabilityBytes(value);
    at = next;
  }
  return undefined;
}

function capabilityBytes(value: Uint8Array): CardCapabilities {
  const selection = value[0]!;
  const third = value[2] ?? 0;
  // Bits 5 and 4: who assigns channels; bits 3 to 1: their number less one, 8 meaning eight or more.
  return {
    selection: {
      fullAid: (selection & 0x80) !== 0,
      partialAid: (selection & 0x40) !== 0,
      path: (selection & 0x20) !== 0,
      fid: (selection & 0x10) !== 0,
    },
    sfi: (selection & 0x04) !== 0,
    commandChaining: (third & 0x80) !== 0,
    extendedLength: (third & 0x40) !== 0,
    channels: (third & 0x18) === 0 ? 1 : (third & 0x07) + 1,
  };
}

function malformed(why: string): CardError {
  return new CardError('atr.malformed', `The card's answer to reset cannot be read: ${why}.`, {
    hint: 'Clean the contacts, put the card in again, or try another reader.',
    meaning: 'The card is unharmed.',
    clause: 'ISO/IEC 7816-3 8',
  });
}
