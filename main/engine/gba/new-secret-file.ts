import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { InputError, StoreError } from '../../base/error.ts';

/** A new file that only its owner can read, kept open until it is written or given up. */
export interface NewSecretFile {
  readonly path: string;
  /** On disk when it returns. @throws StoreError `file.not-written` */
  write(text: string): void;
  /** Removes it unless it was written. */
  discard(): void;
}

/**
 * Makes the file before there is anything to write, so that what cannot be written is never computed. A file that is there is not touched.
 * @param path absolute: the engine's folder is not the user's
 * @throws InputError `file.not-absolute`, `file.exists`, `file.unwritable`
 */
export function reserveSecretFile(path: string): NewSecretFile {
  if (!isAbsolute(path))
    throw new InputError('file.not-absolute', 'The name of the file does not say where it is to be.', {
      hint: 'Give it with its folder, from the root on.',
      meaning: untouched,
    });
  const descriptor = open(path);
  let written = false;
  return {
    path,
    write: (text) => {
      try {
        writeFileSync(descriptor, text);
        fsyncSync(descriptor);
      } catch (cause) {
        throw notWritten(cause);
      }
      written = true;
      closeSync(descriptor);
    },
    discard: () => {
      if (written) return;
      closeSync(descriptor);
      rmSync(path, { force: true });
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw exists ? alreadyThere(cause) : unwritable(cause);
  }
}

const untouched = 'Nothing was written, and the card was not asked.';

function alreadyThere(cause: unknown): InputError {
  return new InputError('file.exists', 'There is a file of this name already.', {
    hint: 'Choose another name, or remove the old file.',
    meaning: untouched,
    cause,
  });
}

function notWritten(cause: unknown): StoreError {
  return new StoreError('file.not-written', 'The file could not be written to the end.', {
    hint: 'Make room on the disk or choose another one, then begin again.',
    meaning: 'The file is removed; what was to be in it is lost. A card that has answered is unharmed.',
    cause,
  });
}

function unwritable(cause: unknown): InputError {
  return new InputError('file.unwritable', 'The file cannot be made.', {
    hint: 'Check the folder and its permissions.',
    meaning: untouched,
    cause,
  });
}
