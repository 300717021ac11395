import { fromHex } from '../../base/bytes.ts';
import type { PacketKeys } from '../../channel/scp80/protection.ts';
import type { OtaKeysInput } from '../../contract/ota.ts';
import type { Custody } from '../custody/custody.ts';
import { type KeyedCard, type OtaKeySet, overwrite } from '../custody/types.ts';

/** The keys of packets, opened; where they are stored, the set they are of. */
export interface OpenedPacketKeys {
  readonly keys: PacketKeys;
  readonly set: OtaKeySet | undefined;
}

/**
 * Opens the keys of packets. To be overwritten by {@link forgetPacketKeys}.
 * @param card whose key set is meant, where the name is not enough and for its counter
 * @throws InputError `keys.no-such-set`, `keys.several-sets`, `keys.other-kind`, `keys.gone`, `hex.malformed`; StoreError `vault.locked`
 */
export function openPacketKeys(
  custody: Custody,
  input: OtaKeysInput,
  card: KeyedCard | undefined,
): OpenedPacketKeys {
  if (input.kind === 'none') return { keys: {}, set: undefined };
  if (input.kind === 'typed') {
    const { kic, kid, algorithm } = input;
    return {
      keys: {
        ...(kic === undefined ? {} : { kic: fromHex(kic) }),
        ...(kid === undefined ? {} : { kid: fromHex(kid) }),
        ...(algorithm === undefined ? {} : { implicitKic: algorithm, implicitKid: algorithm }),
      },
      set: undefined,
    };
  }
  const set = custody.otaKeySet(input.set, card);
  const { kik, ...keys } = custody.openOta(set.id);
  kik?.fill(0);
  return { keys: { ...keys, implicitKic: set.algorithm, implicitKid: set.algorithm }, set };
}

export function forgetPacketKeys({ keys: { kic, kid } }: OpenedPacketKeys): void {
  overwrite({ ...(kic === undefined ? {} : { kic }), ...(kid === undefined ? {} : { kid }) });
}
