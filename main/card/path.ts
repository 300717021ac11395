import { hex16 } from '../base/bytes.ts';
import { InputError } from '../base/error.ts';

/**
 * Where a file is: below the MF or below an ADF, through DFs. `aid` is the full AID as lower-case hexadecimal text.
 * As text: `MF/2F00`, `MF/7F10/6F3A`, `a0000000871002ff/5F40/6F0A`; `MF` and a bare AID name the root itself.
 */
export interface FilePath {
  readonly aid?: string;
  /** FIDs from below the root down to the file itself. */
  readonly fids: readonly number[];
}

export const masterFile: FilePath = { fids: [] };

export function formatPath(path: FilePath): string {
  return [path.aid ?? 'MF', ...path.fids.map(hex16)].join('/');
}

/** FIDs of the longest path that anyone needs; a SELECT by path carries 127. */
const deepest = 16;

/** @throws InputError `path.malformed` */
export function parsePath(text: string): FilePath {
  const [root = '', ...rest] = text.split('/', deepest + 2);
  const fids = rest.map((part) => (/^[0-9a-f]{4}$/i.test(part) ? Number.parseInt(part, 16) : Number.NaN));
  const isMf = root === 'MF' || root === '3F00';
  const isAid = /^([0-9a-f]{2}){5,16}$/i.test(root);
  if ((!isMf && !isAid) || fids.length > deepest || fids.some(Number.isNaN))
    throw new InputError('path.malformed', `“${shortened(text)}” is not the path of a file.`, {
      hint: 'Write MF/2F00, MF/7F10/6F3A or AID/5F40/6F0A.',
    });
  return isMf ? { fids } : { aid: root.toLowerCase(), fids };
}

const shortened = (text: string): string =>
  (text.length > 80 ? `${text.slice(0, 80)}…` : text).toWellFormed();

export function childPath(parent: FilePath, fid: number): FilePath {
  return { ...parent, fids: [...parent.fids, fid] };
}

/** The directory a file is in; the root is its own parent. */
export function parentPath(path: FilePath): FilePath {
  return { ...path, fids: path.fids.slice(0, -1) };
}

export function samePath(a: FilePath, b: FilePath): boolean {
  return formatPath(a) === formatPath(b);
}
