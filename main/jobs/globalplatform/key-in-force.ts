import { fromHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import { getDataObject } from '../../card/globalplatform/content-commands.ts';
import { isExplicit } from '../../channel/scp02/options.ts';
import { askKeySet } from '../../procedures/globalplatform/open-secure-channel.ts';
import { RemoteChannel } from '../../procedures/globalplatform/remote-channel.ts';
import type { OtaCounters } from '../../procedures/ota/channel.ts';
import type { CardSession } from '../../procedures/session.ts';
import type { KeySetDocument } from '../../store/key-sets.ts';
import { fromStored } from '../custody/from-stored.ts';
import { packetChannel } from './packet-channel.ts';

/** A key set with its keys, to be asked for on the card. */
export interface AskedKeySet {
  /** For the counters of packets. */
  readonly id: string;
  readonly kind: 'ota' | 'globalplatform';
  readonly version: number;
  readonly document: KeySetDocument;
  /** In the order of `document.keys`. */
  readonly keys: readonly Uint8Array[];
}

export type InForce = 'yes' | 'no' | 'cannot-tell';

/**
 * Whether the card has these keys. Those of a secure channel are told by the card's cryptogram, which uses no try; those for packets by a
 * packet that only reads.
 * @throws the link's error
 */
export async function isInForce(
  session: CardSession,
  set: AskedKeySet,
  counters: OtaCounters,
  clock: Clock,
): Promise<InForce> {
  try {
    return set.kind === 'ota'
      ? await byPacket(session, set, counters, clock)
      : await byCryptogram(session, set);
  } catch (error) {
    if (!(error instanceof CardwrightError) || session.lost !== undefined) throw error;
    return answers.get(error.code) ?? 'cannot-tell';
  }
}

/** What refusals say of the keys. */
const answers: ReadonlyMap<string, InForce> = new Map<string, InForce>([
  ['channel.card-cryptogram', 'no'],
  ['channel.no-key-set', 'no'],
  ['channel.protocol', 'no'],
  ['channel.answer-malformed', 'no'],
  ['ota.checksum-refused', 'no'],
  ['ota.ciphering-refused', 'no'],
  // A proof of receipt that these keys do not open: the card has protected it with others.
  ['scp80.response-forged', 'no'],
  ['scp80.response-malformed', 'no'],
  // The keys were right, or the card would not have looked at the counter.
  ['ota.counter-low', 'yes'],
  ['ota.counter-high', 'yes'],
]);

/** Whether a card can prove that it has keys of this kind: one that opens its channel without a handshake proves nothing beforehand. */
export function isProvable({ protocol, option }: KeySetDocument): boolean {
  const i = option === undefined ? undefined : fromHex(option)[0];
  return protocol !== 'scp02' || i === undefined || isExplicit(i);
}

async function byCryptogram(
  session: CardSession,
  { version, document, keys }: AskedKeySet,
): Promise<InForce> {
  const [enc, mac, dek] = keys;
  const { protocol } = document;
  const option = document.option === undefined ? undefined : fromHex(document.option)[0];
  if (enc === undefined || mac === undefined || dek === undefined || !isProvable(document))
    return 'cannot-tell';
  await askKeySet(session, {
    keys: { enc, mac, dek },
    ...(protocol === undefined ? {} : { protocol }),
    keyVersion: version,
    diversification: document.diversification,
    ...(protocol === 'scp02' && option !== undefined ? { scp02Option: option } : {}),
    macLength: protocol === 'scp03' && ((option ?? 0) & 0x01) !== 0 ? 16 : 8,
  });
  return 'yes';
}

async function byPacket(
  session: CardSession,
  { id, version, document, keys }: AskedKeySet,
  counters: OtaCounters,
  clock: Clock,
): Promise<InForce> {
  const owner = { by: 'iccid', value: '' } as const;
  const set = fromStored({ id, owner, kind: 'ota', name: '', version, document, importedAt: 0 });
  const [kic, kid, kik] = keys;
  if (set.kind !== 'ota' || kic === undefined || kid === undefined) return 'cannot-tell';
  const packetKeys = { kic, kid, ...(kik === undefined ? {} : { kik }) };
  const channel = new RemoteChannel(session, packetChannel(set, packetKeys, counters, clock));
  await channel.run(getDataObject(0x00e0));
  return 'yes';
}
