import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { keyFile } from '../../main/jobs/testing/remote-keys.ts';
import { encodeImage } from '../../main/lab/uicc/image-json.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import type { Cli } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { gatewayValues } from './gateway-values.ts';

/** Opens the vault of a station without a question. */
export const unlocked = { CARDWRIGHT_PASSPHRASE: 'a passphrase for tests' } as const;

/** A file that only its owner can read. */
function privateFile(name: string, content: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  return file;
}

/** Has the command line import `sets` from a file of keys. */
export async function importKeys(cli: Cli, ...sets: readonly object[]): Promise<void> {
  const ended = await cli(['keys', 'import', privateFile('keys.json', keyFile(...sets))], unlocked);
  expect(ended.code, ended.stderr).toBe(0);
}

/** Writes a card that is about to be put into a reader, and gives its file. */
export const imageFile = (image: CardImage): string => privateFile('card.json', encodeImage(image));

/** The work order of a gateway as a file. */
export const orderFile = (): string => privateFile('order.json', JSON.stringify(gatewayValues));

/** A file with a key for `--key-file`. */
export const secretFile = (key: string): string => privateFile('key.txt', key);
