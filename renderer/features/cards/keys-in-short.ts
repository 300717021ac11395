import type { FileDoc, KeyStatusDoc } from '../../../main/contract/card.ts';

export interface KeyInShort {
  readonly name: string;
  readonly state: KeyStatusDoc['state'];
  readonly left: number | undefined;
  /** One more wrong value would block it, or has. */
  readonly isTight: boolean;
}

/** Names of the keys with which oneM2M files are changed. */
function keysThatWrite(files: readonly FileDoc[]): ReadonlySet<string> {
  return new Set(
    files
      .filter(({ name }) => name === 'EF_1M2MST' || name === 'EF_1M2MSID')
      .flatMap(({ access }) => access.filter(({ operation }) => operation === 'update'))
      .flatMap(({ keys }) => keys),
  );
}

/** The key that decides whether this card can be written; of several, the one with the fewest tries. */
export function keysInShort(
  keys: readonly KeyStatusDoc[],
  files: readonly FileDoc[],
): KeyInShort | undefined {
  const writing = keysThatWrite(files);
  const administrative = keys.filter(({ name, state }) => name.startsWith('ADM') && state !== 'absent');
  const needed = administrative.filter(({ name }) => writing.has(name));
  const left = ({ state, triesLeft }: KeyStatusDoc): number | undefined =>
    state === 'blocked' ? 0 : triesLeft;
  const [first] = (needed.length > 0 ? needed : administrative).toSorted(
    (a, b) => (left(a) ?? Number.POSITIVE_INFINITY) - (left(b) ?? Number.POSITIVE_INFINITY),
  );
  if (first === undefined) return undefined;
  const tries = left(first);
  return { name: first.name, state: first.state, left: tries, isTight: tries !== undefined && tries < 2 };
}
