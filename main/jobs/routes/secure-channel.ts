import { fromHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { getDataObject } from '../../card/globalplatform/content-commands.ts';
import { isExplicit, scp02Option, usualScp02Option } from '../../channel/scp02/options.ts';
import { securityLevel } from '../../channel/secure-messaging.ts';
import { decodeRecognitionData, type RecognitionData } from '../../procedures/globalplatform/card-data.ts';
import { findDomain } from '../../procedures/globalplatform/find-domain.ts';
import type { SecureChannelOptions } from '../../procedures/globalplatform/open-secure-channel.ts';
import { toldOption } from '../../procedures/globalplatform/told-option.ts';
import type { CardSession } from '../../procedures/session.ts';
import type { GlobalPlatformKeySet } from '../custody/types.ts';

/** All that a channel with a key set is opened with but the keys and the level. */
export type ChannelSetting = Omit<SecureChannelOptions, 'keys' | 'level'> & {
  /** “i”: as the key set has it, else as the card tells it; absent where neither does. */
  readonly option?: number;
};

/**
 * Selects the security domain of a key set and finds out how channels to it are opened. No key is needed.
 * @throws CardError `domain.not-found`, `domain.unnamed`; the link's error
 */
export async function channelSetting(
  session: CardSession,
  set: GlobalPlatformKeySet,
): Promise<ChannelSetting> {
  const domain = await findDomain(session, set.domain === undefined ? undefined : fromHex(set.domain));
  const option = set.option ?? toldOption(await recognition(session), set.protocol);
  return {
    domain,
    protocol: set.protocol,
    keyVersion: set.version,
    diversification: set.diversification,
    ...(option === undefined ? {} : { option }),
    ...(set.protocol === 'scp02' && option !== undefined ? { scp02Option: option } : {}),
    macLength: set.protocol === 'scp03' && ((option ?? 0) & s16Mode) !== 0 ? 16 : 8,
  };
}

/** Bit 1 of “i” in SCP03, amendment D 5.1. */
const s16Mode = 0x01;
/** Bits of “i” in SCP03: answers with MAC, and ciphered. */
const scp03Answers = { rMac: 0x20, rEncryption: 0x40 } as const;

/** Whether the card proves that it has the keys before it is told anything with them. */
export function provesItself({ protocol, option }: ChannelSetting): boolean {
  return protocol !== 'scp02' || isExplicit(option ?? usualScp02Option);
}

/**
 * The highest level that “i” of the card promises: commands are ciphered and have a MAC, answers as far as it says so.
 * @param option what the card has answered or told; nothing is promised where it is not known
 */
export function levelFor(setting: ChannelSetting, option = setting.option): number {
  if (!provesItself(setting)) return securityLevel.cMac;
  const { cMac, cDecryption, rMac, rEncryption } = securityLevel;
  const commands = cMac | cDecryption;
  const said = option ?? 0;
  if (setting.protocol === 'scp02') return (said & scp02Option.rMac) === 0 ? commands : commands | rMac;
  if ((said & scp03Answers.rMac) === 0) return commands;
  return (said & scp03Answers.rEncryption) === 0 ? commands | rMac : commands | rMac | rEncryption;
}

/** Cards without recognition data, or with some that cannot be read, tell nothing. */
async function recognition(session: CardSession): Promise<RecognitionData | undefined> {
  try {
    const data = await session.run(getDataObject(0x0066));
    return data === undefined ? undefined : decodeRecognitionData(data);
  } catch (error) {
    if (error instanceof CardwrightError && error.kind === 'card' && session.lost === undefined)
      return undefined;
    throw error;
  }
}
