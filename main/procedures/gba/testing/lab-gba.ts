import { randomBytes } from 'node:crypto';
import type { AkaAlgorithm } from '../../../auth/algorithm.ts';
import { deriveOpc, milenage } from '../../../auth/milenage.ts';
import { fromHex } from '../../../base/bytes.ts';
import { type Clock, systemClock } from '../../../base/ports.ts';
import { type Auc, createAuc } from '../../../lab/network/auc.ts';
import { type BsfOptions, type LabBsf, startBsf } from '../../../lab/network/bsf.ts';
import type { LabSubscriber } from '../../../lab/network/subscriber.ts';
import type { CardImage } from '../../../lab/uicc/os/image.ts';
import { loadSeed } from '../../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../../lab/uicc/uicc.ts';
import { connectUicc } from '../../../lab/uicc-link.ts';
import type { AkaApplication } from '../../aka/types.ts';
import { CardFiles } from '../../card-files.ts';
import { CardSession } from '../../session.ts';

const k = fromHex('465b5ce8b199b49faa5f0a2ee238a6bc');

/** The subscriber of the seeds: test set 1 of TS 35.207. */
export const labAlgorithm: AkaAlgorithm = milenage(
  k,
  deriveOpc(k, fromHex('cdc202d5123e20f62b6d676ac72cb318')),
);
export const labImpi = '001010123456789@ims.mnc001.mcc001.3gppnetwork.org';
/** What TS 23.003 16.2 makes of the IMSI, and of the IMPI of an ISIM. */
export const labBsfFqdns = {
  usim: 'bsf.mnc001.mcc001.pub.3gppnetwork.org',
  isim: 'bsf.ims.mnc001.mcc001.pub.3gppnetwork.org',
};

const aids = { usim: 'a0000000871002ff49ff058903000001', isim: 'a0000000871004ff49ff058903000001' };

export interface LabGba {
  readonly uicc: Uicc;
  readonly files: CardFiles;
  readonly application: AkaApplication;
  readonly auc: Auc;
  readonly bsf: LabBsf;
  /** A new session with the card, as after putting it in again. */
  again(): Promise<CardFiles>;
}

/** A card of a seed and a BSF that knows its subscriber. The caller closes the BSF. */
export async function labGba(
  uiccType: LabSubscriber['settings']['uicc'],
  options: {
    readonly kind?: 'usim' | 'isim';
    readonly seed?: string;
    /** Instead of a seed. */
    readonly image?: CardImage;
    readonly clock?: Clock;
    readonly bsf?: Partial<BsfOptions>;
    readonly subscriber?: Partial<LabSubscriber>;
  } = {},
): Promise<LabGba> {
  const { kind = 'usim', seed = 'usim-prepersonalised', clock = systemClock } = options;
  const uicc = createUicc({ image: options.image ?? loadSeed(seed).image });
  const again = async () => new CardFiles(new CardSession(await connectUicc(uicc)));
  const subscriber = {
    impi: labImpi,
    algorithm: labAlgorithm,
    settings: { uicc: uiccType },
    ...options.subscriber,
  };
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const auc = createAuc({ subscribers: [subscriber], clock, random });
  const bsf = await startBsf({ fqdn: labBsfFqdns[kind], auc, clock, ...options.bsf });
  const application: AkaApplication = {
    aid: fromHex(aids[kind]),
    kind,
    oneM2m: [{ fid: 0x5f50, subscription: new Uint8Array() }],
  };
  return { uicc, files: await again(), application, auc, bsf, again };
}
