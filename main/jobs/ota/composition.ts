import type { OtaComposeInput } from '../../contract/ota.ts';
import type { PacketForm } from '../../procedures/ota/packet-size.ts';
import type { Custody } from '../custody/custody.ts';
import type { KeyedCard, OtaKeySet } from '../custody/types.ts';
import { forgetPacketKeys, openPacketKeys } from './packet-keys.ts';

/** How packets are to be made, with their keys at hand. */
export interface Composition {
  readonly form: PacketForm;
  /** Where the keys are stored. */
  readonly set: OtaKeySet | undefined;
}

/** Opens the keys of what was composed, runs `work` and overwrites them. @throws what `openPacketKeys` and `work` throw */
export async function withComposition<T>(
  custody: Custody,
  { keys: input, spi, kic, kid, macLength }: OtaComposeInput,
  card: KeyedCard | undefined,
  work: (composition: Composition) => T | Promise<T>,
): Promise<T> {
  const opened = openPacketKeys(custody, input, card);
  const { keys, set } = opened;
  const bytes = macLength ?? set?.macLength;
  try {
    return await work({
      form: { spi, kic, kid, keys, ...(bytes === undefined ? {} : { macLength: bytes }) },
      set,
    });
  } finally {
    forgetPacketKeys(opened);
  }
}
