import { decodeContent } from '../../card/files/decode-content.ts';
import { usimServiceTable } from '../../card/files/usim/service-table.ts';
import { childPath } from '../../card/path.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { rootOfApplication } from '../../procedures/inventory/directories.ts';
import { readEf } from '../../procedures/inventory/read-ef.ts';
import { isAt } from '../../procedures/inventory/to-read.ts';
import type { Inventory } from '../../procedures/inventory/types.ts';
import type { CardSession } from '../../procedures/session.ts';

const smsPpDownload = 28;

/**
 * Whether a USIM of the card announces data download via SMS-PP, 3GPP TS 31.102 4.2.8; undefined where there is no USIM or its table
 * cannot be read without a PIN.
 * @throws the link's error, CancelledError
 */
export async function announcesDownload(
  session: CardSession,
  { applications, files }: Inventory,
): Promise<boolean | undefined> {
  const cardFiles = new CardFiles(session);
  const { fid, name } = usimServiceTable;
  const answers: (boolean | undefined)[] = [];
  for (const application of applications.filter(({ kind }) => kind === 'usim')) {
    const path = childPath(rootOfApplication(application), fid);
    const reading =
      files.find((file) => isAt(path)(file) && file.state === 'read') ??
      (await readEf(cardFiles, { path, kind: 'ef', name, declaration: usimServiceTable }));
    answers.push(announcedIn(reading.contents[0]));
  }
  if (answers.includes(true)) return true;
  return answers.includes(undefined) || answers.length === 0 ? undefined : false;
}

function announcedIn(content: Uint8Array | undefined): boolean | undefined {
  if (content === undefined) return undefined;
  const { value } = decodeContent(usimServiceTable, content);
  return Array.isArray(value) ? value.includes(smsPpDownload) : undefined;
}
