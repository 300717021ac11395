import type { SeedEntry } from './schema.ts';

/** Lists of files that several seeds share, by name. */
export type SeedTemplates = ReadonlyMap<string, readonly SeedEntry[]>;

interface DirectoryDescription {
  readonly template?: string | undefined;
  readonly omit?: readonly string[] | undefined;
  readonly files?: readonly SeedEntry[] | undefined;
}

/** What names an entry in its directory: its declared name, or its FID. */
export function entryName(entry: SeedEntry): string {
  return 'df' in entry ? entry.df.toUpperCase() : (entry.file ?? entry.fid?.toUpperCase() ?? '');
}

/** The entries of a directory: those of its template but the omitted ones, overlaid with its own. */
export function directoryEntries(
  directory: DirectoryDescription,
  templates: SeedTemplates,
): readonly SeedEntry[] {
  const base = directory.template === undefined ? [] : (templates.get(directory.template) ?? []);
  const entries = new Map<string, SeedEntry>();
  for (const entry of base)
    if (directory.omit?.includes(entryName(entry)) !== true) entries.set(entryName(entry), entry);
  for (const entry of directory.files ?? []) {
    const name = entryName(entry);
    const under = entries.get(name);
    entries.set(name, under === undefined ? entry : { ...under, ...entry });
  }
  return [...entries.values()];
}
