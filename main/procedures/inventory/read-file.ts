import { fromHex } from '../../base/bytes.ts';
import type { FilePath } from '../../card/path.ts';
import { CardFiles } from '../card-files.ts';
import type { CardSession } from '../session.ts';
import { AccessRuleBook } from './access-rule-book.ts';
import { applicationKind } from './applications.ts';
import { describeAccess } from './describe-access.ts';
import { knownFile, oneM2mHomesOf } from './directories.ts';
import { readEf } from './read-ef.ts';
import type { CardApplication, FileReading, Inventory } from './types.ts';

/**
 * One file by its path, known to Cardwright or not, with its access rules. A directory is described. What the card refuses is the state of
 * the reading; only errors of the link and a cancel are thrown.
 * @param inventory tells which directories are DF_1M2M; without it only 1M2MSM applications are recognised
 */
export async function readFile(
  session: CardSession,
  path: FilePath,
  inventory?: Pick<Inventory, 'applications' | 'oneM2mHomes'>,
): Promise<FileReading> {
  const files = new CardFiles(session);
  const applications = inventory?.applications ?? applicationsNamedBy(path);
  const homes = inventory?.oneM2mHomes ?? oneM2mHomesOf(applications, []);
  const reading = await readEf(files, knownFile(path, applications, homes));
  return describeAccess(new AccessRuleBook(files), reading, homes);
}

function applicationsNamedBy(path: FilePath): readonly CardApplication[] {
  if (path.aid === undefined) return [];
  const aid = fromHex(path.aid);
  return [{ aid, kind: applicationKind(aid), oneM2m: [] }];
}
