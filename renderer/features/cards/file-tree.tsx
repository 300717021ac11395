import { useEffect, useRef } from 'react';
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FileDoc } from '../../../main/contract/card.ts';
import { Icon } from '../../ui/icon.tsx';
import { directoryPaths, type FileNode, fileTree } from './file-tree-model.ts';
import './file-tree.css';

interface Props {
  readonly files: readonly FileDoc[];
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}

/** The files of a card: name first, FID second, and a word where a file is not simply there. */
export function FileTree({ files, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const nodes = fileTree(files);
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected === undefined) return undefined;
    // The tree puts its rows in place after this; only it is scrolled, never the page.
    const frame = requestAnimationFrame(() => {
      const row = tree.current?.querySelector<HTMLElement>('[data-selected]');
      if (row === null || row === undefined || tree.current === null) return;
      const [outer, inner] = [tree.current.getBoundingClientRect(), row.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom)
        tree.current.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
    });
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <Tree
      ref={tree}
      key={files.length}
      className="file-tree"
      aria-label={t('card.files.tree')}
      items={nodes}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={selected === undefined ? [] : [selected]}
      defaultExpandedKeys={directoryPaths(nodes)}
      onSelectionChange={(keys) => {
        if (keys === 'all') return;
        const [path] = keys;
        if (path !== undefined) onSelect(String(path));
      }}
    >
      {(node) => <FileItem node={node} />}
    </Tree>
  );
}

/** One word about a file that is not simply readable and well. */
function useRemark(file: FileDoc | undefined): { readonly text: string; readonly bad: boolean } | undefined {
  const { t } = useTranslation();
  if (file === undefined) return undefined;
  if (file.state !== 'read') {
    if (file.kind !== 'ef' && file.state === 'not-read') return undefined;
    return { text: t(`card.files.${file.state}`), bad: file.state === 'unreadable' };
  }
  const states = file.contents.map(({ state }) => state);
  if (states.includes('malformed')) return { text: t('card.files.malformed'), bad: true };
  if (states.includes('secret')) return { text: t('card.files.secret'), bad: false };
  if (states.length > 0 && states.every((state) => state === 'unassigned'))
    return { text: t('card.files.unassigned'), bad: false };
  return undefined;
}

function FileItem({ node }: { readonly node: FileNode }) {
  const { t } = useTranslation();
  const { file, path, children } = node;
  const name = file?.name ?? path.split('/').at(-1) ?? path;
  const remark = useRemark(file);
  const fid = file?.fid ?? '';
  return (
    <TreeItem id={path} textValue={`${name} ${fid} ${remark?.text ?? ''}`} className="file-item">
      <TreeItemContent>
        {children.length > 0 ? (
          <Button slot="chevron" className="file-chevron" aria-label={t('card.files.title')}>
            <Icon name="chevron" />
          </Button>
        ) : (
          <span className="file-chevron" />
        )}
        <span className="file-text">
          <span className="file-name" data-directory={file?.kind !== 'ef' || undefined}>
            {name}
          </span>
          {remark !== undefined && (
            <span className="file-remark" data-bad={remark.bad || undefined}>
              {remark.text}
            </span>
          )}
        </span>
        {fid !== '' && fid !== name && <span className="file-fid mono">{fid}</span>}
      </TreeItemContent>
      <Collection items={children}>{(child) => <FileItem node={child} />}</Collection>
    </TreeItem>
  );
}
