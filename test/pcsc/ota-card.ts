import { fromHex, toHex } from '../../main/base/bytes.ts';
import type { KeyIndicator } from '../../main/channel/scp80/kic-kid.ts';
import type { Spi } from '../../main/channel/scp80/spi.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import type { OtaDomain, OtaKeySet } from '../../main/lab/uicc/ota/state.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import type { OtaChannel } from '../../main/procedures/ota/channel.ts';

const aes192 = (first: number): Uint8Array => new Uint8Array(24).map((_, i) => first + i);
const { image } = loadSeed('ota-keys');

/** The key sets of the seed, and AES-192 besides: every algorithm and length there is. */
export const keySets: readonly OtaKeySet[] = [
  ...image.ota!.keySets,
  { index: 6, algorithm: 'aes', kic: aes192(0x60), kid: aes192(0x80), counter: 0 },
];

/** Where scripts write: one application for the files below the MF, one for each ADF, with a file of theirs. */
export const places = {
  mf: { tar: 'b00010', aid: undefined, fids: [0x2f05], select: '00a4000c022f05', size: 10 },
  usim: {
    tar: 'b00011',
    aid: 'a0000000871002ff49ff058903000001',
    fids: [0x5f50, 0x6f02],
    select: '00a4080c067fff5f506f02',
    size: 64,
  },
  isim: {
    tar: 'b00012',
    aid: 'a0000000871004ff49ff058903000001',
    fids: [0x6f02],
    select: '00a4080c047fff6f02',
    size: 64,
  },
} as const;
export type PlaceName = keyof typeof places;

export function pathOf(place: PlaceName) {
  const { aid, fids } = places[place];
  return aid === undefined ? { fids } : { aid, fids };
}

/** The seed with those key sets, and with applications that ask for nothing: every protection there is can be tried on them. */
export function otaCard(changes: Partial<OtaDomain> = {}): CardImage {
  const ota = image.ota!;
  const lenient = Object.values(places).map(({ tar }, i) => ({
    ...ota.applications[i]!,
    tar: fromHex(tar),
    minimumSecurityLevel: 0,
  }));
  return {
    ...image,
    ota: {
      ...ota,
      keySets,
      applications: [...ota.applications, ...lenient],
      buffer: 4096,
      answerBuffer: 2000,
      ...changes,
    },
  };
}

/** Content of every file, and headers: all but the OTA counters. */
export function filesOf({ files }: CardImage): readonly string[] {
  return [...files.values()].map(
    ({ id, parent, header, body }) => `${parent}/${id} ${header.fid} ${header.lifeCycle} ${toHex(body)}`,
  );
}

/** The strongest SPI; a test takes away what it is about. */
export const strongSpi: Spi = {
  check: 'cc',
  ciphering: true,
  counter: 'higher',
  por: 'always',
  porCheck: 'cc',
  porCiphering: true,
  porBySubmit: false,
};

/** A channel with a key set of the card; its counters count up from `next`. */
export function channelTo(
  index: number,
  next: () => number,
  changes: Partial<OtaChannel> & { readonly kidAlgorithm?: KeyIndicator['algorithm'] } = {},
): OtaChannel {
  const { algorithm, kic, kid } = keySets.find((set) => set.index === index)!;
  const { kidAlgorithm = algorithm, ...rest } = changes;
  return {
    keySet: `test/${index}`,
    keys: { kic, kid, implicitKic: algorithm, implicitKid: algorithm },
    spi: strongSpi,
    kic: { algorithm, index },
    kid: { algorithm: kidAlgorithm, index },
    counters: { spend: next },
    clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) },
    ...rest,
  };
}
