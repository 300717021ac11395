import { type FilePath, formatPath, samePath } from '../../card/path.ts';
import type { PlanStep } from '../plan/types.ts';

/** Both write the same content: the same transparent file, or the same record. */
export function sameContent(a: PlanStep, b: PlanStep): boolean {
  if (!samePath(a.path, b.path)) return false;
  if (a.kind === 'update-record') return b.kind === 'update-record' && a.record === b.record;
  return a.kind === 'update-binary' && b.kind === 'update-binary';
}

/** `path` is `directory` or below it. */
export function within(path: FilePath, directory: FilePath): boolean {
  return samePath(path, directory) || formatPath(path).startsWith(`${formatPath(directory)}/`);
}
