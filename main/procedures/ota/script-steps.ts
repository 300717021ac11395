import { concatBytes, u16be } from '../../base/bytes.ts';
import type { CommandApdu } from '../../card/apdu.ts';
import { type FilePath, parentPath, samePath } from '../../card/path.ts';
import type { BatchedStep } from '../plan/types.ts';

/** The commands of one script, and which of them are whose. */
export interface StepScript {
  readonly commands: readonly CommandApdu[];
  /** For each step the place of its first writing command, after its SELECT, and the end of its commands. */
  readonly spans: readonly { readonly firstWrite: number; readonly end: number }[];
}

/** Stands for the ADF that the script is for, ETSI TS 102 221 8.4.3. */
const currentApplication = 0x7fff;
const masterFileId = 0x3f00;
/** P2 of SELECT: no FCP comes back. */
const noAnswer = 0x0c;

/**
 * The script for steps of one application: SELECTs without answer, as few as lead to the files, and the writing commands. A file whose SFI
 * the card has told is written by it: once its directory is selected, no SELECT is needed for it. A script begins in the directory of its
 * application, ETSI TS 102 226 6.
 */
export function scriptFor(steps: readonly BatchedStep[]): StepScript {
  const commands: CommandApdu[] = [];
  let directory: FilePath | undefined = rootOf(steps);
  let file: FilePath | undefined;
  const spans = steps.map((batched) => {
    const { kind, path } = batched.step;
    const isCurrent = file !== undefined && samePath(file, path);
    const bySfi = isCurrent ? undefined : writesBySfi(batched);
    // A file is created in its directory; every other step has its file selected, or reached by its SFI from its directory.
    const inDirectory = kind === 'create-file' || bySfi !== undefined;
    const [target, current] = inDirectory ? [parentPath(path), directory] : [path, file];
    if (current === undefined || !samePath(current, target)) commands.push(select(directory, target));
    const firstWrite = commands.length;
    commands.push(...(bySfi ?? batched.commands.map(({ apdu }) => apdu)));
    // After CREATE FILE of a DF cards stand in the old or in the new one.
    const { step } = batched;
    directory = step.kind === 'create-file' && step.file.type === 'df' ? undefined : parentPath(path);
    file = kind === 'update-binary' || kind === 'update-record' ? path : undefined;
    return { firstWrite, end: commands.length };
  });
  return { commands, spans };
}

/** Offsets below it have room beside an SFI. */
const offsetsBySfi = 0x100;

/** The commands with the SFI in the first, which selects the file; undefined where that cannot be. */
function writesBySfi({ step, commands }: BatchedStep): readonly CommandApdu[] | undefined {
  const [first, ...rest] = commands.map(({ apdu }) => apdu);
  if (first === undefined || !('sfi' in step) || step.sfi === undefined) return undefined;
  if (step.kind === 'update-record') return [{ ...first, p2: (step.sfi << 3) | first.p2 }, ...rest];
  // Only the first 256 bytes of a transparent file can be reached so, ETSI TS 102 221 11.1.4.
  if ((first.p1 << 8) + first.p2 >= offsetsBySfi) return undefined;
  return [{ ...first, p1: 0x80 | step.sfi }, ...rest];
}

/** The directory of the application, where its files are. */
function rootOf([first]: readonly BatchedStep[]): FilePath | undefined {
  return first === undefined ? undefined : { ...first.step.path, fids: [] };
}

/** One SELECT: by FID where that is enough, else by path from the MF. */
function select(directory: FilePath | undefined, target: FilePath): CommandApdu {
  const { aid, fids } = target;
  const byFid = (fid: number): CommandApdu => ({
    cla: 0,
    ins: 0xa4,
    p1: 0x00,
    p2: noAnswer,
    data: u16be(fid),
  });
  const last = fids.at(-1);
  if (last === undefined) return byFid(aid === undefined ? masterFileId : currentApplication);
  if (directory !== undefined && samePath(directory, parentPath(target))) return byFid(last);
  const path = aid === undefined ? fids : [currentApplication, ...fids];
  return { cla: 0, ins: 0xa4, p1: 0x08, p2: noAnswer, data: concatBytes(...path.map(u16be)) };
}
