import type { Clock } from '../../base/ports.ts';
import type { FilePath } from '../../card/path.ts';
import type { KeyedAlgorithm } from '../../channel/scp80/kic-kid.ts';
import { decodeSpi, type Spi } from '../../channel/scp80/spi.ts';
import type { OtaChannel, OtaCounters } from '../../procedures/ota/channel.ts';
import { oneMessage, type PacketForm } from '../../procedures/ota/packet-size.ts';
import type { PackingOptions } from '../../procedures/ota/packing.ts';
import type { OtaKeySet, OtaKeys } from '../custody/types.ts';

/** Ciphered, with checksum and a rising counter; the proof of receipt likewise. */
const usualSpi = decodeSpi(0x16, 0x19);

/** How plans are protected with a key set: as its file says, with a proof of receipt always: else nobody knew what was executed. */
function spiOf({ spi = usualSpi }: OtaKeySet): Spi {
  return { ...spi, por: 'always' };
}

/** @param keys the keys, or others of the same lengths where only sizes are of interest */
function formOf(set: OtaKeySet, { kic, kid }: Pick<OtaKeys, 'kic' | 'kid'>): PacketForm {
  const { algorithm, index, macLength } = set;
  return {
    keys: { ...(kic === undefined ? {} : { kic }), ...(kid === undefined ? {} : { kid }) },
    spi: spiOf(set),
    kic: { algorithm, index },
    kid: { algorithm, index },
    ...(macLength === undefined ? {} : { macLength }),
  };
}

const keyLengths: Readonly<Record<KeyedAlgorithm, number>> = { '3des-2': 16, '3des-3': 24, aes: 16 };

/** The size of packets follows from the form of the keys alone. */
export function packingOf(set: OtaKeySet): PackingOptions {
  const standIn = (): Uint8Array => Uint8Array.from({ length: keyLengths[set.algorithm] }, (_, i) => i);
  const keys = Object.fromEntries(set.has.map((name) => [name, standIn()]));
  return packing(set, formOf(set, keys));
}

/** Packets with the keys themselves, which may be overwritten once nothing more is sent. */
export function channelOf(set: OtaKeySet, keys: OtaKeys, counters: OtaCounters, clock: Clock) {
  const channel: OtaChannel = { ...formOf(set, keys), keySet: set.id, counters, clock };
  return { ...packing(set, channel), channel };
}

function packing(set: OtaKeySet, channel: PacketForm): PackingOptions {
  return {
    channel,
    tarFor: (aid) => tarFor(set, aid),
    buffer: bufferOf(set),
    format: 'compact',
  };
}

/**
 * Bytes of the longest packet for a card: as its documents say, else one short message, which every card takes. What cannot be cut to that
 * is refused before anything is sent, and the size of the buffer asked for.
 */
export function bufferOf(set: Pick<OtaKeySet, 'buffer'> | undefined): number {
  return set?.buffer ?? oneMessage;
}

/** The application that manages files below the MF, or in an ADF: papers may give the AID of one without its last bytes. */
export function tarFor({ applications }: OtaKeySet, aid: FilePath['aid']): Uint8Array | undefined {
  const files = applications.filter(({ manages }) => manages === 'files');
  if (aid === undefined) return files.find((application) => application.aid === undefined)?.tar;
  return files
    .filter((application) => application.aid !== undefined && aid.startsWith(application.aid))
    .toSorted((a, b) => (b.aid?.length ?? 0) - (a.aid?.length ?? 0))[0]?.tar;
}
