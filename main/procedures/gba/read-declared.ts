import type { EfDeclaration, FileValue } from '../../card/files/declare.ts';
import { childPath } from '../../card/path.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { readEf } from '../inventory/read-ef.ts';

/**
 * The value of a transparent file of the application; `undefined` when it is absent or holds none.
 * @throws AccessError `access.denied`; CardError `file.malformed` and what else keeps it from being read
 */
export async function readDeclared<T extends FileValue>(
  files: CardFiles,
  application: AkaApplication,
  declaration: EfDeclaration<T>,
): Promise<T | undefined> {
  const path = childPath(rootOfApplication(application), declaration.fid);
  const reading = await readEf(files, { path, kind: 'ef', name: declaration.name });
  if (reading.state === 'absent') return undefined;
  if (reading.problem !== undefined) throw reading.problem;
  const [content] = reading.contents;
  if (content === undefined || declaration.codec.isUnassigned(content)) return undefined;
  return declaration.codec.decode(content);
}
