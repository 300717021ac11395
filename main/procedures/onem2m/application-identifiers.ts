import type { FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readTexts } from './read-values.ts';
import { requireService } from './require-service.ts';

/**
 * The AE-IDs that may be enabled on the node, TS-0003 D.2.2.5. Condition: service 4.
 * @throws CardError `service.unavailable`, `file.not-found`, `file.malformed`
 */
export async function readApplicationIdentifiers(
  files: CardFiles,
  home: FilePath,
  services: ReadonlySet<number>,
): Promise<readonly string[]> {
  requireService(services, 4, 'oneM2M TS-0003 D.2.2.5');
  return readTexts(files, home, 'EF_M2MAE-ID');
}
