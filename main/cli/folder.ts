import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** The data folder: --folder, CARDWRIGHT_HOME, or the one of the operating system, the same that the station uses. */
export function dataFolder(given: string | undefined): string {
  return resolve(given ?? process.env['CARDWRIGHT_HOME'] ?? envPaths('cardwright', { suffix: '' }).data);
}
