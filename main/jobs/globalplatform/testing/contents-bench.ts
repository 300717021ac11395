import { fromHex, toHex } from '../../../base/bytes.ts';
import type { StaticKeys } from '../../../channel/secure-messaging.ts';
import type { GpKeysInput } from '../../../contract/globalplatform.ts';
import type { CardImage } from '../../../lab/uicc/os/image.ts';
import { loadSeed } from '../../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../../lab/uicc/uicc.ts';
import { connectUicc } from '../../../lab/uicc-link.ts';
import { issuerKeys } from '../../../procedures/testing/issuer-card.ts';
import type { KeySetDraft } from '../../custody/import/draft.ts';
import { KeyShelf } from '../../custody/key-shelf.ts';
import { bench } from '../../testing/bench.ts';
import { cardOn } from '../../testing/card-on.ts';
import { CardContents } from '../card-contents.ts';

/** ICCIDs of the seeds. */
export const iccidOf = { 'issuer-keys': '8900101000000000191', 'ota-keys': '8900101000000000183' } as const;

const ids = { next: () => globalThis.crypto.randomUUID() };

/** A station whose vault is open. */
export async function contentsBench(folder?: string) {
  const station = folder === undefined ? bench() : bench(folder);
  const { store, vault, clock, custody } = station;
  await vault.openByPassphrase('correct horse');
  const shelf = new KeyShelf({ store, vault, clock });
  const contents = new CardContents({ store, vault, clock, ids, custody, shelf });
  return { ...station, shelf, contents };
}

export const issuerCard = (image: CardImage = loadSeed('issuer-keys').image): Uicc => createUicc({ image });
export const otaCard = (): Uicc => createUicc({ image: loadSeed('ota-keys').image });
/** In the reader of the station, powered. */
export const inReader = async (uicc: Uicc) => cardOn(await connectUicc(uicc));

export const typed = (keys: StaticKeys = issuerKeys.scp03, version = 48): GpKeysInput => ({
  kind: 'typed',
  version,
  enc: toHex(keys.enc),
  mac: toHex(keys.mac),
  dek: toHex(keys.dek),
});

/** The key set of the seed as it would have been imported for the card. */
export const storedScp03 = (iccid: string): KeySetDraft => ({
  kind: 'globalplatform',
  owner: { by: 'iccid', value: iccid },
  name: 'SCP03 48',
  version: 48,
  document: {
    algorithm: 'aes-128',
    protocol: 'scp03',
    option: '70',
    diversification: 'none',
    authorises: ['ADM1'],
    keys: ['enc', 'mac', 'dek'],
    checkValues: {},
  },
  keys: [issuerKeys.scp03.enc, issuerKeys.scp03.mac, issuerKeys.scp03.dek],
});

/** Key set 2 of the seed `ota-keys`. */
export const storedOta2 = (iccid: string): KeySetDraft => ({
  kind: 'ota',
  owner: { by: 'iccid', value: iccid },
  name: 'OTA 2',
  version: 2,
  document: {
    algorithm: 'aes-128',
    diversification: 'none',
    authorises: [],
    keys: ['kic', 'kid', 'kik'],
    checkValues: {},
    ota: { buffer: 1024, applications: [{ tar: '000000', manages: 'applications' }] },
  },
  keys: ['20', '21', '22'].map((first) => fromHex(`${first}0102030405060708090a0b0c0d0e0f`)),
});

export const actor = { station: 'bench', operator: 'test', origin: 'cli' } as const;
