import { type DecodedContent, decodeContent } from '../../card/files/decode-content.ts';
import { type FilePath, samePath } from '../../card/path.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { isAt } from '../inventory/to-read.ts';
import type { CardApplication, FileReading, Finding, Inventory } from '../inventory/types.ts';

/** Looks at a card's actual state and tells what is wrong. Pure, and total for whatever a card may hold. */
export type HealthCheck = (inventory: Inventory) => readonly Finding[];

/** A oneM2M directory that is there, and what it says. */
export interface HomeView {
  readonly path: FilePath;
  /** A DF_1M2M lives in the ADF of a network access application, TS-0003 D.1; a module is an application of its own, D.2. */
  readonly kind: 'framework' | 'module';
  readonly application: CardApplication | undefined;
  /** Files that are there, whatever their state. */
  readonly files: readonly FileReading[];
  /** Services that EF_1M2MST announces; `undefined` when it cannot be read. */
  readonly services: ReadonlySet<number> | undefined;
}

export function homesOf(inventory: Inventory): readonly HomeView[] {
  return inventory.oneM2mHomes.flatMap((path) => {
    const directory = inventory.files.find(isAt(path));
    if (directory === undefined || directory.state === 'absent') return [];
    const files = inventory.files.filter(
      (file) => file.declaration?.home === '1M2M' && isInside(file.path, path) && file.state !== 'absent',
    );
    const root: FilePath = { ...path, fids: [] };
    return [
      {
        path,
        kind: path.fids.length === 0 ? ('module' as const) : ('framework' as const),
        application: inventory.applications.find((each) => samePath(rootOfApplication(each), root)),
        files,
        services: servicesIn(files.find(({ name }) => name === 'EF_1M2MST')),
      },
    ];
  });
}

function isInside(path: FilePath, directory: FilePath): boolean {
  return samePath({ ...path, fids: path.fids.slice(0, -1) }, directory) && path.fids.length > 0;
}

/** The numbers in a service table of oneM2M, USIM or ISIM; `undefined` when it was not read or is malformed. */
export function servicesIn(table: FileReading | undefined): ReadonlySet<number> | undefined {
  const [content] = table?.contents ?? [];
  if (table === undefined || content === undefined) return undefined;
  const { value } = decodeContent(table.declaration, content);
  return Array.isArray(value) ? new Set(value.filter((item) => typeof item === 'number')) : undefined;
}

/** The contents of a file in words; empty when it was not read. */
export function contentsOf(file: FileReading): readonly DecodedContent[] {
  return file.contents.map((content) => decodeContent(file.declaration, content));
}

export function fileNamed(home: HomeView, name: string): FileReading | undefined {
  return home.files.find((file) => file.name === name);
}

/** The one text a file holds; `undefined` when it has none. */
export function textIn(file: FileReading | undefined): string | undefined {
  const value = file === undefined ? undefined : contentsOf(file)[0]?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
