import { toHex } from '../../base/bytes.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import { mayHoldKeys } from '../../card/files/key-files.ts';
import { filesOf } from '../../card/files/table.ts';
import { childPath, type FilePath, formatPath, masterFile, parentPath, samePath } from '../../card/path.ts';
import type { FileToRead } from './to-read.ts';
import type { CardApplication } from './types.ts';

/**
 * `onem2m`: identity, the oneM2M directories, and what the health check needs of the applications that host them. `all`: every file
 * Cardwright knows, with its access conditions.
 */
export type InventoryScope = 'onem2m' | 'all';

export interface DirectoryToRead {
  readonly directory: FileToRead;
  readonly files: readonly FileToRead[];
  /** By SFI: content only, fewer exchanges. By SELECT: FCP and access conditions, too. */
  readonly by: 'select' | 'sfi';
}

const adfNames: Readonly<Record<CardApplication['kind'], string>> = {
  usim: 'ADF_USIM',
  isim: 'ADF_ISIM',
  csim: 'ADF_CSIM',
  '1m2msm': 'ADF_1M2MSM',
  other: 'ADF',
};

export const rootOfApplication = (application: CardApplication): FilePath => ({
  aid: toHex(application.aid),
  fids: [],
});

/** The directories below which the nine oneM2M files are, or may be: announced in EF_DIR, or to be looked for all the same. */
export function oneM2mHomesOf(
  applications: readonly CardApplication[],
  alsoLookFor: readonly FilePath[],
): FilePath[] {
  const announced = applications.flatMap((application) => {
    const root = rootOfApplication(application);
    const frameworks = application.oneM2m.map(({ fid }) => childPath(root, fid));
    return application.kind === '1m2msm' ? [root, ...frameworks] : frameworks;
  });
  const homes: FilePath[] = [];
  for (const home of [...announced, ...alsoLookFor])
    if (!homes.some((known) => samePath(known, home))) homes.push(home);
  return homes;
}

/** What to read besides the MF, in an order in which no directory is entered twice. */
export function directoriesToRead(
  applications: readonly CardApplication[],
  homes: readonly FilePath[],
  scope: InventoryScope,
): readonly DirectoryToRead[] {
  const firstUsim = applications.find(({ kind }) => kind === 'usim');
  return applications.flatMap((application) => {
    const root = rootOfApplication(application);
    const isHome = (path: FilePath): boolean => homes.some((home) => samePath(home, path));
    const frameworks = homes.filter((home) => home.fids.length > 0 && samePath(parentPath(home), root));
    const own = adf(application, root, isHome(root) ? '1M2M' : homeOf(application));
    if (scope === 'all' || isHome(root)) return [own, ...frameworks.map(framework)];
    if (frameworks.length === 0 && application !== firstUsim) return [];
    const needed = [
      ...(application === firstUsim ? ['EF_IMSI'] : []),
      ...(frameworks.length > 0 ? ['EF_UST', 'EF_IST'] : []),
    ];
    const few = { ...own, by: 'sfi' as const, files: own.files.filter(({ name }) => needed.includes(name)) };
    return [few, ...frameworks.map(framework)];
  });
}

function adf(
  application: CardApplication,
  root: FilePath,
  home: EfDeclaration['home'] | undefined,
): DirectoryToRead {
  return {
    directory: { path: root, kind: 'adf', name: adfNames[application.kind] },
    files: home === undefined ? [] : filesIn(root, home),
    by: 'select',
  };
}

function homeOf({ kind }: CardApplication): EfDeclaration['home'] | undefined {
  return kind === 'usim' ? 'USIM' : kind === 'isim' ? 'ISIM' : undefined;
}

function framework(path: FilePath): DirectoryToRead {
  return { directory: { path, kind: 'df', name: 'DF_1M2M' }, files: filesIn(path, '1M2M'), by: 'select' };
}

/** The declared files of a directory. */
export function filesIn(directory: FilePath, home: EfDeclaration['home']): readonly FileToRead[] {
  return filesOf(home).map((declaration) => ({
    path: childPath(directory, declaration.fid),
    kind: 'ef',
    name: declaration.name,
    declaration,
  }));
}

/** What Cardwright knows of the file at `path`, from the directory it is in. */
export function knownFile(
  path: FilePath,
  applications: readonly CardApplication[],
  homes: readonly FilePath[],
): FileToRead {
  const inDirectory = (directory: FilePath): boolean =>
    path.fids.length > 0 && samePath(parentPath(path), directory);
  const fallback: FileToRead = {
    path,
    kind: 'ef',
    name: formatPath(path).split('/').at(-1)!,
    ...(mayHoldKeys(path) ? { secret: true } : {}),
  };
  const known = [
    ...(inDirectory(masterFile) ? filesIn(masterFile, 'MF') : []),
    ...homes.filter(inDirectory).flatMap((home) => filesIn(home, '1M2M')),
    ...applications
      .filter((application) => inDirectory(rootOfApplication(application)))
      .flatMap((application) => {
        const home = homeOf(application);
        return home === undefined ? [] : filesIn(rootOfApplication(application), home);
      }),
  ];
  return known.find((file) => samePath(file.path, path)) ?? fallback;
}
