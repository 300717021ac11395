import { conditionFor, keysOf } from '../../card/access/condition-for.ts';
import type { AccessOperation } from '../../card/access/types.ts';
import type { PinStatus } from '../../card/fcp-types.ts';
import { type FilePath, formatPath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { readKeyStatus } from '../keys.ts';
import { cardAnswer } from './read-ef.ts';
import type { FileReading, KeyStatus } from './types.ts';

interface KeyPlace {
  readonly root: FilePath;
  readonly listed?: PinStatus;
}

const operations: readonly AccessOperation[] = [
  'read',
  'update',
  'activate',
  'deactivate',
  'create-ef',
  'create-df',
  'resize',
  'delete',
];

/**
 * The tries of every PIN and key that a PIN status template lists or an access rule names, once each, by VERIFY PIN without a value. Local
 * keys (81 and above) are asked in the first application that has them.
 */
export async function readKeys(
  files: CardFiles,
  readings: readonly FileReading[],
): Promise<readonly KeyStatus[]> {
  const places = new Map<number, KeyPlace>();
  for (const { path, fcp, rules } of readings) {
    const root: FilePath = { ...path, fids: [] };
    for (const listed of fcp?.pins ?? [])
      if (places.get(listed.reference)?.listed === undefined) places.set(listed.reference, { root, listed });
    const named = rules === undefined ? [] : operations.flatMap((each) => keysOf(conditionFor(rules, each)));
    for (const reference of named) if (!places.has(reference)) places.set(reference, { root });
  }
  const isLocal = (reference: number): boolean => (reference & 0x80) !== 0;
  // Global keys can be asked anywhere; local ones by application, so that none is entered twice.
  const ordered = [...places].sort(([a, at], [b, bt]) =>
    isLocal(a) !== isLocal(b) ? a - b : isLocal(a) ? order(at.root, bt.root) || a - b : a - b,
  );
  const found: KeyStatus[] = [];
  for (const [reference, { root, listed }] of ordered) {
    const status = await cardAnswer(files.session, async () => {
      if (isLocal(reference)) await files.enter(root);
      return readKeyStatus(files.session, reference, listed);
    });
    found.push(status.ok ? status.value : { reference, state: 'unknown' });
  }
  return found.sort((a, b) => a.reference - b.reference);
}

const order = (a: FilePath, b: FilePath): number =>
  formatPath(a) < formatPath(b) ? -1 : formatPath(a) > formatPath(b) ? 1 : 0;
