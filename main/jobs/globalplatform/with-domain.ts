import { equalBytes, fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { type StaticKeys, securityLevel } from '../../channel/secure-messaging.ts';
import type { ContentChannel } from '../../procedures/globalplatform/content-channel.ts';
import { findDomain, isIssuerDomain } from '../../procedures/globalplatform/find-domain.ts';
import {
  openSecureChannel,
  type SecureChannelOptions,
} from '../../procedures/globalplatform/open-secure-channel.ts';
import { type CardData, readCardData } from '../../procedures/globalplatform/read-card-data.ts';
import { RemoteChannel } from '../../procedures/globalplatform/remote-channel.ts';
import { toldOption } from '../../procedures/globalplatform/told-option.ts';
import { overwrite } from '../custody/types.ts';
import type { JobCard } from '../job-card.ts';
import { levelFor } from '../routes/secure-channel.ts';
import type { ContentDeps } from './deps.ts';
import type { KeySource } from './key-source.ts';
import { packetChannel } from './packet-channel.ts';

/** A security domain that is being spoken to. */
export interface OpenDomain {
  readonly aid: Uint8Array;
  /** AID by which its key sets are told from the issuer's; undefined for the issuer's own domain. */
  readonly name: string | undefined;
  /** What it tells without keys. */
  readonly data: CardData;
  readonly channel: ContentChannel;
  /** Version of the key set of the channel; undefined over packets. */
  readonly keyVersion: number | undefined;
}

/**
 * Finds the security domain, opens a channel to it with keys of `source` and runs `work`; keys from the vault are overwritten afterwards.
 * @throws what `findDomain`, `openSecureChannel` and the vault throw
 */
export async function withDomain<T>(
  deps: ContentDeps,
  card: JobCard & { readonly iccid: string },
  source: KeySource,
  wanted: Uint8Array | undefined,
  work: (open: OpenDomain) => Promise<T>,
): Promise<T> {
  const { session } = card;
  const asked = domainOf(source, wanted);
  const aid = await findDomain(session, asked);
  const name = asked === undefined || isIssuerDomain(aid) ? undefined : toHex(aid);
  const data = await readCardData(session);
  if (source.kind === 'stored' && source.set.kind === 'ota') {
    const keys = deps.custody.openOta(source.set.id);
    try {
      const options = packetChannel(source.set, keys, deps.custody.counters(card), deps.clock);
      const channel = new RemoteChannel(session, options);
      return await work({ aid, name, data, channel, keyVersion: undefined });
    } finally {
      overwrite(keys);
    }
  }
  const stored = source.kind === 'stored';
  const keys = stored ? deps.custody.openGp(source.set.id) : source.keys;
  try {
    const channel = await openSecureChannel(session, channelOptions(source, keys, aid, data));
    return await work({ aid, name, data, channel, keyVersion: channel.keyVersion });
  } finally {
    if (stored) overwrite(keys);
  }
}

function domainOf(source: KeySource, wanted: Uint8Array | undefined): Uint8Array | undefined {
  const { set } = source.kind === 'stored' ? source : { set: undefined };
  const own = set?.kind === 'globalplatform' && set.domain !== undefined ? fromHex(set.domain) : undefined;
  if (wanted === undefined || own === undefined || equalBytes(wanted, own)) return wanted ?? own;
  throw new InputError('gp.other-domain', 'This key set belongs to another security domain.', {
    hint: 'Leave the security domain out, or choose the key set of that domain.',
    meaning: 'The card was not touched.',
  });
}

/** Where it is the card that says which protocol: what travels to it is hidden, its answers come as they are. */
const usualLevel = securityLevel.cMac | securityLevel.cDecryption;

function channelOptions(
  source: KeySource,
  keys: StaticKeys,
  aid: Uint8Array,
  { recognition }: CardData,
): SecureChannelOptions {
  const {
    protocol,
    version,
    diversification,
    option: said,
  } = source.kind === 'typed' ? source : settingOf(source);
  const option = said ?? toldOption(recognition, protocol ?? 'scp03');
  const setting = {
    domain: aid,
    keyVersion: version,
    diversification,
    ...(option === undefined ? {} : { option }),
    ...(protocol === 'scp02' && option !== undefined ? { scp02Option: option } : {}),
    macLength: protocol !== 'scp02' && ((option ?? 0) & 0x01) !== 0 ? 16 : 8,
  } as const;
  if (protocol === undefined) return { ...setting, keys, level: source.level ?? usualLevel };
  const level = source.level ?? levelFor({ ...setting, protocol });
  return { ...setting, keys, protocol, level };
}

function settingOf({ set }: Extract<KeySource, { kind: 'stored' }>) {
  if (set.kind === 'globalplatform') return set;
  throw new InputError('keys.other-kind', `“${set.name}” is not a key set for GlobalPlatform.`, {
    hint: 'Choose another key set.',
    meaning: 'The card was not touched.',
  });
}
