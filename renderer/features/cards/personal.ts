import type { FileDoc } from '../../../main/contract/card.ts';

const personalFiles = new Set(['EF_IMSI', 'EF_MSISDN', 'EF_IMPI', 'EF_IMPU', 'EF_DOMAIN']);

/** Whether a file identifies the subscriber, so that it is masked until asked for. */
export function isPersonal(file: FileDoc): boolean {
  return personalFiles.has(file.name);
}
