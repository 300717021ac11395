import { randomBytes } from 'node:crypto';
import { hex8 } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import type { CommandApdu } from '../../card/apdu.ts';
import { externalAuthenticate, initializeUpdate } from '../../card/globalplatform/channel-commands.ts';
import { type Diversification, diversifyKeys } from '../../channel/diversification/diversify.ts';
import { decodeScp02Initialisation, openScp02 } from '../../channel/scp02/open.ts';
import { isExplicit, usualScp02Option } from '../../channel/scp02/options.ts';
import { decodeScp03Initialisation, openScp03 } from '../../channel/scp03/open.ts';
import { type SecureMessaging, type StaticKeys, securityLevel } from '../../channel/secure-messaging.ts';
import type { CardSession } from '../session.ts';
import { openImplicitly } from './open-implicitly.ts';
import { SecureSession } from './secure-session.ts';

export type SecureProtocol = 'scp02' | 'scp03';

export interface SecureChannelOptions {
  /** The card's own keys, or master keys with `diversification`. */
  readonly keys: StaticKeys;
  readonly diversification?: Diversification;
  /** What the card must speak. Without it: what it answers with; a card never gets another protocol than asked for. */
  readonly protocol?: SecureProtocol;
  /**
   * Bits of `securityLevel`: 01 C-MAC, 03 with C-DEC, 11 and 13 with R-MAC, 33 with R-ENC (SCP03). Or the choice of one by “i” of the card,
   * as far as its answer has it (SCP03).
   */
  readonly level: number | ((parameters: number | undefined) => number);
  /** 01 to 7F, or 00 for the card's default key set. */
  readonly keyVersion: number;
  /**
   * “i” of SCP02, which the card does not tell in its answer; default 55. With one of implicit initiation (0A, 0B, 1A, 1B) there is no
   * handshake: the card's default key set is used, at level 01, and the card does not prove itself before the first command.
   */
  readonly scp02Option?: number;
  /** AID of the security domain that is selected; implicit initiation needs it. */
  readonly domain?: Uint8Array;
  /** Bytes of challenge and MAC in SCP03: 16 for a card in S16 mode. Default 8. */
  readonly macLength?: 8 | 16;
  /** For the host challenge; default: the system's source. */
  readonly random?: (length: number) => Uint8Array;
}

/**
 * Opens a secure channel to the security domain that is selected: INITIALIZE UPDATE, then EXTERNAL AUTHENTICATE. The card's cryptogram is
 * checked before the second, so wrong keys use no try. There is no second attempt with another protocol or key set.
 *
 * @throws CardError `channel.card-cryptogram`, `channel.protocol`, `channel.answer-malformed`: no try was used
 * @throws AccessError `channel.no-key-set`, `channel.locked-out`; `channel.refused`: one try was used
 * @throws InputError `channel.level`, `diversification.length`
 */
export async function openSecureChannel(
  session: CardSession,
  options: SecureChannelOptions,
): Promise<SecureSession> {
  const { scp02Option = usualScp02Option } = options;
  if (options.protocol === 'scp02' && !isExplicit(scp02Option))
    return openImplicitly(session, { ...options, scp02Option, level: levelOf(options, undefined) });
  const { protocol, opened } = await begin(session, options);
  await session.run(externalAuthenticate(opened.externalAuthenticate));
  opened.accepted();
  return new SecureSession(session, { ...opened, protocol });
}

/** What a card says to the keys of one version. */
export interface KeySetAnswer {
  readonly protocol: SecureProtocol;
  readonly keyVersion: number;
  /** “i”, where the protocol has it in its answer (SCP03). */
  readonly parameters?: number;
  /** Bytes of challenge and MAC. */
  readonly macLength: 8 | 16;
}

/**
 * Asks the card whether it has these keys: INITIALIZE UPDATE, whose cryptogram is checked. Nothing is authenticated and no try is used. With
 * implicit initiation (SCP02) a card proves nothing beforehand: that cannot be asked.
 *
 * @throws CardError `channel.card-cryptogram`, `channel.protocol`, `channel.answer-malformed`; AccessError `channel.no-key-set`,
 * `channel.locked-out`; InputError `diversification.length`
 */
export async function askKeySet(
  session: CardSession,
  options: Omit<SecureChannelOptions, 'level'>,
): Promise<KeySetAnswer> {
  const { protocol, opened } = await begin(session, { ...options, level: securityLevel.cMac });
  const { keyVersion, parameters, macLength } = opened;
  return { protocol, keyVersion, macLength, ...(parameters === undefined ? {} : { parameters }) };
}

/** INITIALIZE UPDATE and the check of the card's cryptogram: no try is used. */
async function begin(
  session: CardSession,
  options: SecureChannelOptions,
): Promise<{ readonly protocol: SecureProtocol; readonly opened: Begun }> {
  const random = options.random ?? ((length) => new Uint8Array(randomBytes(length)));
  const hostChallenge = random(options.macLength ?? 8);
  const answer = await session.run(initializeUpdate(options.keyVersion, hostChallenge));
  const protocol = protocolOf(answer);
  if (options.protocol !== undefined && protocol !== options.protocol)
    throw otherProtocol(options.protocol, protocol);
  const opened =
    protocol === 'scp02'
      ? beginScp02(options, hostChallenge, answer)
      : beginScp03(options, hostChallenge, answer);
  return { protocol, opened };
}

function levelOf({ level }: SecureChannelOptions, parameters: number | undefined): number {
  return typeof level === 'number' ? level : level(parameters);
}

interface Begun {
  readonly level: number;
  readonly externalAuthenticate: CommandApdu;
  readonly messaging: SecureMessaging;
  readonly macLength: 8 | 16;
  readonly dek: Uint8Array;
  readonly keyVersion: number;
  readonly parameters?: number;
  accepted(): void;
}

function beginScp02(options: SecureChannelOptions, hostChallenge: Uint8Array, answer: Uint8Array): Begun {
  const card = decodeScp02Initialisation(answer);
  const keys = diversifyKeys(options.diversification ?? 'none', options.keys, card.diversification);
  const option = options.scp02Option ?? usualScp02Option;
  const level = levelOf(options, undefined);
  const { sessionDek, ...opened } = openScp02(keys, hostChallenge, card, level, option);
  return { ...opened, level, macLength: 8, dek: sessionDek, keyVersion: card.keyVersion };
}

function beginScp03(options: SecureChannelOptions, hostChallenge: Uint8Array, answer: Uint8Array): Begun {
  const card = decodeScp03Initialisation(answer);
  const keys = diversifyKeys(options.diversification ?? 'none', options.keys, card.diversification);
  const level = levelOf(options, card.parameters);
  const opened = openScp03(keys, hostChallenge, card, level);
  const macLength = card.cardCryptogram.length === 16 ? 16 : 8;
  return {
    ...opened,
    level,
    macLength,
    dek: keys.dek,
    keyVersion: card.keyVersion,
    parameters: card.parameters,
  };
}

/** By the second byte of the key information. */
function protocolOf(answer: Uint8Array): SecureProtocol {
  const [protocol] = answer.subarray(11);
  if (protocol === 0x02) return 'scp02';
  if (protocol === 0x03) return 'scp03';
  throw new CardError(
    'channel.protocol',
    'The card speaks a secure channel protocol that Cardwright does not.',
    {
      hint: 'Use another key set of the card: SCP02 and SCP03 are supported.',
      meaning: 'Nothing was authenticated; no try was used.',
      details: { protocol: protocol === undefined ? 'none' : hex8(protocol) },
    },
  );
}

function otherProtocol(wanted: SecureProtocol, actual: SecureProtocol): CardError {
  return new CardError(
    'channel.protocol',
    `The card answers with ${actual.toUpperCase()}, not with ${wanted.toUpperCase()}.`,
    {
      hint: 'Choose the key version that belongs to the protocol, or allow the other protocol expressly.',
      meaning: 'Nothing was authenticated; no try was used.',
      details: { wanted, actual },
    },
  );
}
