import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { InputError } from '../base/error.ts';

/**
 * Makes a file that its owner alone can read before `work` begins, and removes it where `work` has not written to it: a card gives its answer
 * only once. A file that is there is not touched. @throws InputError `file.unwritable`
 */
export async function withNewFile<T>(
  path: string | undefined,
  work: (write: (text: string) => void) => Promise<T>,
): Promise<T> {
  if (path === undefined) return work(() => undefined);
  const descriptor = opened(path);
  let written = false;
  try {
    return await work((text) => {
      writeFileSync(descriptor, text);
      written = true;
    });
  } finally {
    closeSync(descriptor);
    if (!written) rmSync(path, { force: true });
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    throw new InputError('file.unwritable', 'The file cannot be made.', {
      hint: 'Choose a name that is not there yet, in a folder you may write to.',
      meaning: 'Nothing was done; the card was not asked.',
      cause,
    });
  }
}
