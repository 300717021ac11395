import type { CardwrightError } from '../../base/error.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import type { FilePath } from '../../card/path.ts';
import { formatPath } from '../../card/path.ts';
import type { FileReading } from './types.ts';

/** A file before it has been read. */
export interface FileToRead {
  readonly path: FilePath;
  readonly kind: FileReading['kind'];
  readonly name: string;
  readonly declaration?: EfDeclaration;
  /** It may hold keys under another name: it is described, never read. */
  readonly secret?: true;
}

/** What became of a file whose content is not there. */
export function emptyReading(
  file: FileToRead,
  state: Exclude<FileReading['state'], 'read'>,
  more: Partial<Pick<FileReading, 'fcp' | 'problem'>> = {},
): FileReading {
  return { ...file, state, contents: [], ...more };
}

/** States that a refusal of the card leads to. */
export function stateOfRefusal(problem: CardwrightError): Exclude<FileReading['state'], 'read' | 'not-read'> {
  switch (problem.code) {
    case 'file.not-found':
      return 'absent';
    case 'file.deactivated':
      return 'deactivated';
    default:
      return problem.kind === 'access' ? 'no-access' : 'unreadable';
  }
}

/** Secret files are described but never read. */
export const isSecret = ({ declaration, secret }: FileToRead): boolean =>
  secret === true || declaration?.secret === true;

export const isAt =
  (path: FilePath) =>
  (reading: FileReading): boolean =>
    formatPath(reading.path) === formatPath(path);
