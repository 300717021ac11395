import type { FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readValues } from './read-values.ts';

/**
 * The oneM2M services of a subscription, TS-0003 D.2.2.3: the numbers of table D.1.3.1 that EF_1M2MST announces, ascending. None means
 * that only the mandatory parameters are provisioned.
 * @throws CardError `file.not-found`, `file.malformed`
 */
export async function discoverServices(files: CardFiles, home: FilePath): Promise<ReadonlySet<number>> {
  const [table] = await readValues(files, home, 'EF_1M2MST');
  return new Set(Array.isArray(table) ? table.filter((item) => typeof item === 'number') : []);
}
