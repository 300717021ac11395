import type { StationKey } from '../station-key.ts';
import { parseCsvKeys } from './csv.ts';
import { parseJsonKeys } from './json.ts';
import type { KeyFile } from './key-file.ts';
import { unseal } from './sealed.ts';

/**
 * What is in a file of keys.
 * @throws InputError `keys.file`, `keys.column`, `keys.column-twice`, `keys.too-many`, `keys.sealed-…`, `csv.…`; StoreError `vault.locked`
 */
export async function readKeyFile(
  format: 'csv' | 'json' | 'jwe',
  content: string,
  stationKey: StationKey,
): Promise<KeyFile> {
  if (format === 'csv') return parseCsvKeys(content);
  if (format === 'json') return parseJsonKeys(content);
  const unsealed = await unseal(content, await stationKey.privateKey());
  return unsealed.format === 'csv' ? parseCsvKeys(unsealed.text) : parseJsonKeys(unsealed.text);
}
