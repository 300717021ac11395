import { CardError, CardwrightError } from '../../base/error.ts';
import { readBinary } from '../../card/commands/read-binary.ts';
import type { CardFiles } from '../card-files.ts';
import { readSelected, readToTheEnd } from '../read-content.ts';
import type { CardSession } from '../session.ts';
import { emptyReading, type FileToRead, isSecret, stateOfRefusal } from './to-read.ts';
import type { FileReading } from './types.ts';

/**
 * SELECTs a file and reads its content: what the card refuses or garbles becomes the state of this file. Secret files are described
 * but never read. Only errors of the link and a cancel are thrown.
 */
export async function readEf(files: CardFiles, file: FileToRead): Promise<FileReading> {
  const { session } = files;
  const selected = await cardAnswer(session, () => files.select(file.path));
  if (!selected.ok)
    return emptyReading(file, stateOfRefusal(selected.problem), { problem: selected.problem });
  const { fcp, state } = selected.value;
  if (fcp.kind !== 'ef') return { ...file, kind: fcp.kind, fcp, state: 'read', contents: [] };
  if (isSecret(file)) return emptyReading(file, 'not-read', { fcp });
  if (state === 'deactivated' || fcp.lifeCycle === 'deactivated')
    return emptyReading(file, 'deactivated', { fcp });
  if (state === 'terminated') return emptyReading(file, 'unreadable', { fcp, problem: terminated(file) });
  const read = await cardAnswer(session, () => readSelected(session, fcp));
  if (!read.ok) return emptyReading(file, stateOfRefusal(read.problem), { fcp, problem: read.problem });
  return { ...file, fcp, state: 'read', contents: read.value };
}

/**
 * Reads a transparent file of the current directory by its SFI, without its FCP: two exchanges fewer. A card that does not know the SFI is
 * asked by FID. The size of a file with a fixed size is asked for at once.
 */
export async function readEfBySfi(files: CardFiles, file: FileToRead): Promise<FileReading> {
  const { session } = files;
  const { sfi, size } = file.declaration ?? {};
  if (sfi === undefined || isSecret(file)) return readEf(files, file);
  const fixed = size !== undefined && size.min === size.max ? size.min : undefined;
  const read = await cardAnswer(session, () =>
    fixed === undefined ? readToTheEnd(session, sfi) : session.run(readBinary({ sfi, length: fixed })),
  );
  if (read.ok) {
    files.selectedBySfi(file.path);
    return { ...file, state: 'read', contents: [read.value] };
  }
  // A refusal may have selected the file or not.
  files.forgetFile();
  if (read.problem.kind !== 'access') return readEf(files, file);
  return emptyReading(file, 'no-access', { problem: read.problem });
}

export type CardAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CardwrightError };

/** What the card refuses as a value; errors of the link, a cancel and defects of ours are thrown. */
export async function cardAnswer<T>(session: CardSession, work: () => Promise<T>): Promise<CardAnswer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refused = error instanceof CardwrightError && (error.kind === 'card' || error.kind === 'access');
    if (!refused || session.lost !== undefined) throw error;
    return { ok: false, problem: error };
  }
}

function terminated(file: FileToRead): CardError {
  return new CardError('file.terminated', `${file.name} is terminated and cannot be read any more.`, {
    hint: 'Use another card: a terminated file cannot be brought back.',
    clause: 'ETSI TS 102 222 6.8',
  });
}
