import { InternalError } from '../../base/error.ts';
import type { FileValue } from '../../card/files/declare.ts';
import { declarationNamed } from '../../card/files/table.ts';
import { childPath, type FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readEf, readEfBySfi } from '../inventory/read-ef.ts';

/**
 * The reading procedure with one oneM2M file: its values as a device would take them, without the unassigned ones. By SFI where the
 * standard gives the file one (TS-0003 E.3).
 * @param home DF_1M2M or ADF of a 1M2MSM
 * @throws CardError `file.not-found`, `file.malformed`; AccessError `access.denied`
 */
export async function readValues(
  files: CardFiles,
  home: FilePath,
  name: string,
): Promise<readonly FileValue[]> {
  const declaration = declarationNamed('1M2M', name);
  if (declaration === undefined)
    throw new InternalError('file.undeclared', `${name} is not declared.`, { hint: 'Report this.' });
  await files.enter(home);
  const file = {
    path: childPath(home, declaration.fid),
    kind: 'ef',
    name: declaration.name,
    declaration,
  } as const;
  const transparent = declaration.structure === 'transparent';
  const reading = await (transparent ? readEfBySfi(files, file) : readEf(files, file));
  if (reading.problem !== undefined) throw reading.problem;
  return reading.contents
    .filter((content) => !declaration.codec.isUnassigned(content))
    .map((content) => declaration.codec.decode(content));
}

/** {@link readValues} for files that hold texts. */
export async function readTexts(files: CardFiles, home: FilePath, name: string): Promise<readonly string[]> {
  const values = await readValues(files, home, name);
  return values.filter((value) => typeof value === 'string');
}
