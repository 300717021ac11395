import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { importDoc } from '../../main/contract/keys.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import type { Cli } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Of the seed issuer-keys, which publishes its keys. */
export const issuerIccid = '8900101000000000191';
export const issuerScp03 = {
  enc: '000102030405060708090a0b0c0d0e0f',
  mac: '101112131415161718191a1b1c1d1e1f',
  dek: '202122232425262728292a2b2c2d2e2f',
} as const;
export const passphrase = { CARDWRIGHT_PASSPHRASE: 'nine quiet bakers knead' };

/** A file that only its owner reads. */
export function privateFile(name: string, content: string | Uint8Array): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  return file;
}

/** The station is given the card's key set 48 for SCP03. */
export async function importIssuerKeys(cli: Cli): Promise<void> {
  const { enc, mac, dek } = issuerScp03;
  const text = `iccid,gp48_enc,gp48_mac,gp48_dek,gp48_protocol,gp48_authorises\n${issuerIccid},${enc},${mac},${dek},scp03,ADM1`;
  const done = await cli.json(importDoc, ['keys', 'import', privateFile('keys.csv', text)], {
    env: passphrase,
  });
  expect(done).toMatchObject({ stored: true, refused: 0 });
}

/** Keys of one version on the card, in hexadecimal. */
export function keysOn({ securityDomain }: CardImage, version: number): readonly string[] {
  const set = securityDomain?.keySets.find((each) => each.version === version);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return set === undefined ? [] : [hex(set.enc), hex(set.mac), hex(set.dek)];
}

export function triesOn({ securityDomain }: CardImage): readonly number[] {
  return securityDomain?.keySets.map(({ tries }) => tries) ?? [];
}

/** Nothing that the station keeps or has printed holds one of the keys, as bytes or as text. */
export function expectNoKeys(cli: Cli, keys: readonly string[]): void {
  const kept = readdirSync(cli.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const printed = Buffer.from(cli.transcript.join('\n').toLowerCase());
  for (const key of keys)
    for (const form of [Buffer.from(key), Buffer.from(key, 'hex')])
      expect(
        [...kept, printed].some((bytes) => bytes.includes(form)),
        'a key was kept or printed',
      ).toBe(false);
}
