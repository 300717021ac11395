import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../base/error.ts';
import { decodeImage, encodeImage } from './uicc/image-json.ts';
import type { CardMemory } from './uicc/memory.ts';

/**
 * Keeps a card in one file. A save writes a second file beside it, syncs it to the disk and renames it over the first, so the file
 * always holds one whole image: that before or that after a command.
 * @throws StoreError `lab.memory` when the file cannot be read or written, `lab.image-malformed` when it holds something else
 */
export function fileMemory(path: string): CardMemory {
  return {
    load() {
      const text = attempt('read', path, () => readIfThere(path));
      return text === undefined ? undefined : decodeImage(text);
    },
    save(image) {
      const text = encodeImage(image);
      attempt('write', path, () => replaceFile(path, text));
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function replaceFile(path: string, text: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncFolder(dirname(path));
}

/** The rename itself is durable once the folder is synced; Windows knows no such thing. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function attempt<T>(what: 'read' | 'write', path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StoreError('lab.memory', `Cannot ${what} the file of the software card: ${error.code}.`, {
      hint: `Check that the folder exists and can be written: ${dirname(path)}`,
      cause: error,
    });
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
