import { equalBytes, padRight } from '../../base/bytes.ts';
import { CardError, CardwrightError } from '../../base/error.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import { encodeUtf8 } from '../../card/files/codec/utf8.ts';
import { mfDir } from '../../card/files/mf/dir.ts';
import {
  type DirectoryEntry,
  decodeDirectoryEntry,
  encodeDirectoryEntry,
} from '../../card/files/mf/directory-entry.ts';
import { childPath, type FilePath, masterFile } from '../../card/path.ts';
import { isAt } from '../inventory/to-read.ts';
import type { CardApplication, FileReading, Inventory } from '../inventory/types.ts';
import { blocked, type Changes, noChanges, stages } from './draft.ts';
import { conditionOf } from './existing-file.ts';

/**
 * Has EF_DIR announce a DF_1M2M with its subscription (TS-0003 D.1.2), in the record of the application that hosts it; everything else in
 * the record is kept. Where the directory is announced already but its record cannot be changed, it stays as it is: devices find the
 * directory, and the health check tells of the difference.
 * @param subscription M2M-Sub-ID; `undefined` keeps what is announced
 */
export function announcementChanges(
  inventory: Inventory,
  application: CardApplication,
  directory: FilePath,
  subscription: string | undefined,
  updateKey: number,
): Changes {
  const fid = directory.fids.at(-1)!;
  const announced = application.oneM2m.find((framework) => framework.fid === fid);
  const wanted =
    subscription === undefined ? (announced?.subscription ?? new Uint8Array()) : encodeUtf8(subscription);
  const impossible = (why: string): Changes =>
    announced === undefined ? blocked(cannotAnnounce(why)) : noChanges;

  const reading = inventory.files.find(isAt(childPath(masterFile, mfDir.fid)));
  if (reading?.state !== 'read') return impossible('EF_DIR cannot be read');
  const at = reading.contents.findIndex((record) => holdsApplication(record, application));
  const record = reading.contents[at];
  if (record === undefined) return impossible('EF_DIR does not list the application');
  const encoded = encodeDirectoryEntry(withFramework(decodeDirectoryEntry(record), fid, wanted));
  const desired = (content: Uint8Array): Changes['desired'] => [
    { path: reading.path, name: mfDir.name, declaration: mfDir, record: at + 1, content },
  ];
  if (announced !== undefined && equalBytes(announced.subscription, wanted))
    return { ...noChanges, desired: desired(record) };
  if (encoded.length > record.length)
    return impossible(`its record is ${encoded.length - record.length} bytes too short`);
  const needs = conditionOf(reading, 'update', updateKey);
  if (needs.kind === 'never') return impossible('it can never be changed');
  const after = padRight(encoded, record.length);
  return {
    steps: [step(reading, needs, at + 1, record, after)],
    desired: desired(after),
    blockers: [],
  };
}

function step(
  reading: FileReading,
  needs: SecurityCondition,
  record: number,
  before: Uint8Array,
  after: Uint8Array,
): Changes['steps'][number] {
  return {
    kind: 'update-record',
    path: reading.path,
    declaration: mfDir,
    name: mfDir.name,
    needs,
    ...(reading.fcp?.sfi === undefined ? {} : { sfi: reading.fcp.sfi }),
    record,
    before,
    after,
    stage: stages.announceDirectory,
  };
}

function holdsApplication(record: Uint8Array, { aid }: CardApplication): boolean {
  try {
    return equalBytes(decodeDirectoryEntry(record).aid, aid);
  } catch (error) {
    if (error instanceof CardwrightError) return false;
    throw error;
  }
}

function withFramework(entry: DirectoryEntry, fid: number, subscription: Uint8Array): DirectoryEntry {
  const known = entry.oneM2m.some((framework) => framework.fid === fid);
  const framework = { fid, subscription };
  return {
    ...entry,
    oneM2m: known
      ? entry.oneM2m.map((each) => (each.fid === fid ? framework : each))
      : [...entry.oneM2m, framework],
  };
}

function cannotAnnounce(why: string): CardError {
  return new CardError('plan.announce-impossible', `EF_DIR cannot announce the new DF_1M2M: ${why}.`, {
    hint: 'Use a card whose EF_DIR has room for the announcement, or one that has the directory already.',
    meaning: 'Nothing was written. A device would not find the directory.',
    clause: 'oneM2M TS-0003 D.1.2',
  });
}
