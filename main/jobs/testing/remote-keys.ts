import { toHex } from '../../base/bytes.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { issuerKeys, issuerVersion } from '../../procedures/testing/issuer-card.ts';
import { checkEntries } from '../custody/import/checked-entry.ts';
import { importKeys } from '../custody/import/import-keys.ts';
import { parseJsonKeys } from '../custody/import/json.ts';
import { atOnce } from '../custody/stepwise.ts';
import type { JobDeps } from '../deps.ts';

/** A card that is open on every route: the OTA keys of one seed, the issuer’s of another, and ADM1. */
export function remoteImage(): CardImage {
  const { securityDomain } = loadSeed('issuer-keys').image;
  return { ...loadSeed('ota-keys').image, ...(securityDomain === undefined ? {} : { securityDomain }) };
}

/** ICCID of {@link remoteImage}. */
export const remoteIccid = '8900101000000000183';

/** Published keys of the seed `ota-keys`, the AES set of number 2. */
export const otaSet = {
  kind: 'ota',
  iccid: remoteIccid,
  index: 2,
  algorithm: 'aes',
  kic: '200102030405060708090a0b0c0d0e0f',
  kid: '210102030405060708090a0b0c0d0e0f',
  buffer: 1024,
  applications: [
    { tar: 'b00000', manages: 'files' },
    { tar: 'b00001', aid: 'a0000000871002', manages: 'files' },
  ],
} as const;

/** Published keys of the seed `issuer-keys`. */
export function issuerSet(protocol: 'scp02' | 'scp03') {
  const { enc, mac, dek } = issuerKeys[protocol];
  return {
    kind: 'globalplatform',
    iccid: remoteIccid,
    version: issuerVersion[protocol],
    protocol,
    ...(protocol === 'scp02' ? { option: '75' } : {}),
    enc: toHex(enc),
    mac: toHex(mac),
    dek: toHex(dek),
    authorises: ['ADM1'],
  } as const;
}

/** A file of keys as `keys import` takes it. */
export const keyFile = (...sets: readonly object[]): string =>
  JSON.stringify({ format: 'cardwright-keys', version: 1, sets });

/** Opens the vault of a station and imports `sets`. */
export async function withKeys(
  deps: Pick<JobDeps, 'store' | 'vault' | 'clock'>,
  ...sets: readonly object[]
): Promise<void> {
  await deps.vault.openByPassphrase('a passphrase for tests');
  atOnce(importKeys(deps, atOnce(checkEntries(parseJsonKeys(keyFile(...sets)), {})), {}));
}
