import type { FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readTexts } from './read-values.ts';
import { requireService } from './require-service.ts';

/**
 * The addresses of the M2M Enrolment Functions, the first with the highest priority, TS-0003 D.2.2.6. Condition: service 5.
 * @throws CardError `service.unavailable`, `file.not-found`, `file.malformed`
 */
export async function readMefAddresses(
  files: CardFiles,
  home: FilePath,
  services: ReadonlySet<number>,
): Promise<readonly string[]> {
  requireService(services, 5, 'oneM2M TS-0003 D.2.2.6');
  return readTexts(files, home, 'EF_MEFID');
}
