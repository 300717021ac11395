import { throwIfCancelled } from '../../base/error.ts';
import { type Clock, systemClock } from '../../base/ports.ts';
import { type FilePath, masterFile } from '../../card/path.ts';
import { CardFiles } from '../card-files.ts';
import type { ProcedureOptions } from '../progress.ts';
import type { CardSession } from '../session.ts';
import { AccessRuleBook } from './access-rule-book.ts';
import { describeAccess } from './describe-access.ts';
import {
  type DirectoryToRead,
  directoriesToRead,
  filesIn,
  type InventoryScope,
  oneM2mHomesOf,
} from './directories.ts';
import { identifyCard } from './identify.ts';
import { imsiOf } from './imsi.ts';
import { keepLastSelected } from './last-selected.ts';
import { cardAnswer, readEf, readEfBySfi } from './read-ef.ts';
import { readKeys } from './read-keys.ts';
import { emptyReading, isAt, stateOfRefusal } from './to-read.ts';
import type { CardApplication, FileReading, Inventory } from './types.ts';

export interface InventoryOptions extends ProcedureOptions {
  readonly scope: InventoryScope;
  /**
   * DF_1M2M to look for although EF_DIR does not announce them: a profile is about to create them, or was interrupted while it did.
   * Given the card's applications; see `targetsToLookFor`.
   */
  readonly alsoLookFor?: (applications: readonly CardApplication[]) => readonly FilePath[];
  readonly clock?: Clock;
}

const unharmed = 'The card was only read; nothing on it changed.';

/**
 * Reads the card into its actual state: MF, the applications that EF_DIR lists, their DF_1M2M, every 1M2MSM; access rules with EF_ARR
 * followed; tries of PINs and keys. Files that the card lacks, refuses or garbles are entries of the result and stop nothing. Nothing is
 * presented, secret files are not read, and the last selected 1M2MSM is left as it was.
 * @throws CardError `card.not-uicc`, `card.gsm-only`, `card.terminated`; the link's error; CancelledError
 */
export async function takeInventory(session: CardSession, options: InventoryOptions): Promise<Inventory> {
  const { scope, alsoLookFor, clock = systemClock } = options;
  const started = { at: clock.now(), exchanges: session.exchanges };
  const files = new CardFiles(session);
  options.onProgress?.({ what: 'Identifying the card', done: 0 });
  const identity = await identifyCard(files);
  if (identity.problem !== undefined) throw identity.problem;
  const { applications } = identity;
  const homes = oneM2mHomesOf(applications, alsoLookFor?.(applications) ?? []);
  const directories = directoriesToRead(applications, homes, scope);
  const progress = countFiles(directories, options);
  const readings: FileReading[] = [];

  readings.push(
    ...(scope === 'all' ? await readMasterFile(files, identity.readings, progress) : identity.readings),
  );
  const { described, keys } = await keepLastSelected(files, applications, async () => {
    for (const directory of directories) readings.push(...(await readDirectory(files, directory, progress)));
    const described = await describeAll(files, readings, homes);
    return { described, keys: await readKeys(files, described) };
  });
  const imsi = imsiOf(described);
  return {
    atr: identity.atr,
    ...(identity.iccid === undefined ? {} : { iccid: identity.iccid }),
    ...(imsi === undefined ? {} : { imsi }),
    applications,
    oneM2mHomes: homes,
    files: described,
    keys,
    apdus: session.exchanges - started.exchanges,
    elapsedMs: clock.now() - started.at,
  };
}

async function describeAll(
  files: CardFiles,
  readings: readonly FileReading[],
  homes: readonly FilePath[],
): Promise<readonly FileReading[]> {
  const book = new AccessRuleBook(files);
  for (const reading of readings) if (reading.declaration?.name === 'EF_ARR') book.learn(reading);
  const described: FileReading[] = [];
  for (const reading of readings) described.push(await describeAccess(book, reading, homes));
  return described;
}

/** Tells before each file how far the reading has come; a cancel takes effect there. */
type Tell = (name: string) => void;

function countFiles(directories: readonly DirectoryToRead[], { signal, onProgress }: InventoryOptions): Tell {
  const total = directories.reduce((sum, { files }) => sum + files.length, 0);
  let done = 0;
  return (name) => {
    throwIfCancelled(signal, unharmed);
    onProgress?.({ what: `Reading ${name}`, done: Math.min(done, total), total });
    done++;
  };
}

/** All declared files of the MF; what the identification has read is only described, not read again. */
async function readMasterFile(
  files: CardFiles,
  known: readonly FileReading[],
  tell: Tell,
): Promise<FileReading[]> {
  const readings = known.filter(isAt(masterFile));
  for (const file of filesIn(masterFile, 'MF')) {
    tell(file.name);
    const before = known.find(isAt(file.path));
    if (before === undefined) readings.push(await readEf(files, file));
    else readings.push(before.fcp === undefined ? await describe(files, before) : before);
  }
  return readings;
}

async function describe(files: CardFiles, reading: FileReading): Promise<FileReading> {
  const selected = await cardAnswer(files.session, () => files.select(reading.path));
  return selected.ok ? { ...reading, fcp: selected.value.fcp } : reading;
}

async function readDirectory(
  files: CardFiles,
  { directory, files: inside, by }: DirectoryToRead,
  tell: Tell,
): Promise<FileReading[]> {
  const selected = await cardAnswer(files.session, () => files.select(directory.path));
  if (!selected.ok)
    return [emptyReading(directory, stateOfRefusal(selected.problem), { problem: selected.problem })];
  const { fcp, state } = selected.value;
  const unusable = fcp.kind === 'ef' || state === 'terminated';
  const readings: FileReading[] = [
    { ...directory, fcp, state: unusable ? 'unreadable' : 'read', contents: [] },
  ];
  if (unusable) return readings;
  for (const file of inside) {
    tell(file.name);
    readings.push(by === 'sfi' ? await readEfBySfi(files, file) : await readEf(files, file));
  }
  return readings;
}
