import type { FileDoc } from '../../../main/contract/card.ts';

export interface FileNode {
  readonly path: string;
  /** Absent for a directory that was not listed itself. */
  readonly file: FileDoc | undefined;
  readonly children: readonly FileNode[];
}

const parentOf = (path: string): string | undefined =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;

/** The files as a tree by their paths; the order among siblings is that of the inventory. */
export function fileTree(files: readonly FileDoc[]): readonly FileNode[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const childPaths = new Map<string, string[]>();
  const roots: string[] = [];
  const seen = new Set<string>();
  const place = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const parent = parentOf(path);
    if (parent === undefined) {
      roots.push(path);
      return;
    }
    place(parent);
    childPaths.set(parent, [...(childPaths.get(parent) ?? []), path]);
  };
  for (const { path } of files) place(path);
  const node = (path: string): FileNode => ({
    path,
    file: byPath.get(path),
    children: (childPaths.get(path) ?? []).map(node),
  });
  return roots.map(node);
}

/** Paths of everything that has something below it. */
export function directoryPaths(nodes: readonly FileNode[]): readonly string[] {
  return nodes.flatMap(({ path, children }) =>
    children.length === 0 ? [] : [path, ...directoryPaths(children)],
  );
}
