import { readFileSync, writeFileSync } from 'node:fs';
import { toHex } from '../../main/base/bytes.ts';
import { decodeImage, encodeImage } from '../../main/lab/uicc/image-json.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';

/** Writes the image of a fresh card of `seed` into `file`. */
export function writeSeedImage(seed: string, file: string): void {
  writeFileSync(file, encodeImage(loadSeed(seed).image));
}

export function readImage(file: string): CardImage {
  return decodeImage(readFileSync(file, 'utf8'));
}

/** Every EF of a card by its path, `MF/2f00` or `<aid>/5f50/6f0a`, with its content in hexadecimal. */
export function contentsOf({ files }: CardImage): Readonly<Record<string, string>> {
  const placeOf = (id: number): string => {
    const file = files.get(id)!;
    if (file.parent === id) return 'MF';
    if (file.header.aid !== undefined) return toHex(file.header.aid);
    return `${placeOf(file.parent)}/${(file.header.fid ?? 0).toString(16).padStart(4, '0')}`;
  };
  return Object.fromEntries(
    [...files.values()]
      .filter(({ header }) => header.kind === 'ef')
      .map(({ id, body }) => [placeOf(id), toHex(body)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Key reference of ADM1, ETSI TS 102 221 table 9.3. */
export const adm1Reference = 0x0a;

/** Tries that are left of a key. */
export function triesLeft({ keys }: CardImage, reference = adm1Reference): number | undefined {
  return keys.find((key) => key.reference === reference)?.tries;
}
