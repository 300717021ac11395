import { equalBytes, fromHex, isFilledWith, startsWithBytes, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { type Occurrence, selectAid } from '../../card/commands/select.ts';
import { labelText } from '../../card/files/mf/dir-codec.ts';
import { decodeDirectoryEntry } from '../../card/files/mf/directory-entry.ts';
import type { CardFiles } from '../card-files.ts';
import { cardAnswer } from './read-ef.ts';
import type { CardApplication } from './types.ts';

/** RIDs and application codes: ETSI TS 101 220 for 3GPP and oneM2M, 3GPP2 for CSIM. */
const prefixes: readonly (readonly [CardApplication['kind'], string])[] = [
  ['usim', 'a0000000871002'],
  ['isim', 'a0000000871004'],
  ['csim', 'a0000003431002'],
  ['1m2msm', 'a0000006451002'],
];

/** What the AIDs of all applications of a kind begin with, lower-case hexadecimal. @param kind `usim`, in any case */
export function aidPrefixOf(kind: string): string | undefined {
  return prefixes.find(([each]) => each === kind.toLowerCase())?.[1];
}

/** What all AIDs of 1M2MSM applications begin with: a partial AID for SELECT. */
export const oneM2mModulePrefix = fromHex('a0000006451002');

export function applicationKind(aid: Uint8Array): CardApplication['kind'] {
  return prefixes.find(([, prefix]) => startsWithBytes(aid, fromHex(prefix)))?.[0] ?? 'other';
}

/** The application in a record of EF_DIR; `undefined` for an empty or malformed record. */
export function applicationOf(record: Uint8Array): CardApplication | undefined {
  if (isFilledWith(record, 0xff) || isFilledWith(record, 0x00)) return undefined;
  try {
    const { aid, label, oneM2m } = decodeDirectoryEntry(record);
    return {
      aid,
      ...(label === undefined ? {} : { label: labelText(label) }),
      kind: applicationKind(aid),
      oneM2m,
    };
  } catch (error) {
    // The record itself is kept in the reading of EF_DIR, where its content says what is wrong.
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

/** More applications of one kind than any card has. */
const mostOccurrences = 8;

/**
 * The applications of a card without EF_DIR, by SELECT with partial AIDs (ETSI TS 102 221 11.1.1.2). What EF_DIR would have announced
 * stays unknown.
 */
export async function searchApplications(files: CardFiles): Promise<readonly CardApplication[]> {
  const found = new Map<string, CardApplication>();
  for (const [kind, prefix] of prefixes)
    for (const aid of await occurrencesOf(files, fromHex(prefix)))
      found.set(toHex(aid), { aid, kind, oneM2m: [] });
  return [...found.values()];
}

/**
 * The first one, and the next until there is none. Of several 1M2MSM a partial AID may mean none until one of them has been selected in
 * this session (TS-0003 D.2.2.1): then the last selected one opens the way.
 */
async function occurrencesOf(files: CardFiles, prefix: Uint8Array): Promise<readonly Uint8Array[]> {
  const select = async (occurrence: Occurrence): Promise<Uint8Array | undefined> => {
    const command = selectAid(prefix, { occurrence });
    const selected = await cardAnswer(files.session, () => files.selectPartialAid(command));
    return selected.ok ? selected.value.fcp.aid : undefined;
  };
  let aid = await select('first');
  if (aid === undefined && (await select('last')) !== undefined) aid = await select('first');
  const found: Uint8Array[] = [];
  for (let next = aid; next !== undefined && found.length < mostOccurrences; next = await select('next')) {
    const again = next;
    if (found.some((known) => equalBytes(known, again))) break;
    found.push(next);
  }
  return found;
}
