import { isFilledWith } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import type { EfDeclaration } from '../../card/files/declare.ts';
import { mfDir } from '../../card/files/mf/dir.ts';
import { mfIccid } from '../../card/files/mf/iccid.ts';
import { childPath, masterFile } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { applicationOf, searchApplications } from './applications.ts';
import { type CardNature, natureOf } from './card-nature.ts';
import { readEf, readEfBySfi } from './read-ef.ts';
import type { FileToRead } from './to-read.ts';
import type { CardApplication, FileReading } from './types.ts';

/** The short answer to “what is this card”. */
export interface CardIdentity {
  readonly atr: Uint8Array;
  readonly nature: CardNature;
  /** Digits; absent when EF_ICCID could not be read. */
  readonly iccid?: string;
  readonly applications: readonly CardApplication[];
  /** What was read for it, to be used again: MF, EF_ICCID and EF_DIR. */
  readonly readings: readonly FileReading[];
  /** Why this card cannot be worked with: `card.not-uicc`, `card.gsm-only`, `card.terminated`. */
  readonly problem?: CardwrightError;
}

/**
 * Identifies the card with few commands: the MF, EF_ICCID by its SFI, EF_DIR. A card that is no UICC is an answer, not an error; only
 * errors of the link (`card.mute`, `card.removed`, …) are thrown.
 */
export async function identifyCard(files: CardFiles): Promise<CardIdentity> {
  const { atr } = files.session;
  const found = await natureOf(files);
  const base = { atr, nature: found.nature, applications: [] };
  if (found.problem !== undefined) {
    const { iccid, problem } = found;
    return { ...base, ...(iccid === undefined ? {} : { iccid }), readings: [], problem };
  }
  const root: FileReading = {
    path: masterFile,
    kind: 'mf',
    name: 'MF',
    fcp: found.fcp,
    state: 'read',
    contents: [],
  };
  const iccidReading = await readEfBySfi(files, inMasterFile(mfIccid));
  const directory = await readEf(files, inMasterFile(mfDir));
  const iccid = iccidOf(iccidReading);
  return {
    ...base,
    ...(iccid === undefined ? {} : { iccid }),
    applications:
      directory.state === 'read'
        ? directory.contents.map(applicationOf).filter((application) => application !== undefined)
        : await searchApplications(files),
    readings: [root, iccidReading, directory],
  };
}

/** The digits in a reading of EF_ICCID; `undefined` when they cannot be had. */
export function iccidOf(reading: FileReading): string | undefined {
  const [content] = reading.contents;
  if (content === undefined || isFilledWith(content, 0xff)) return undefined;
  try {
    return mfIccid.codec.decode(content);
  } catch (error) {
    // The reading keeps the bytes; what is wrong with them is shown beside them.
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

export function inMasterFile(declaration: EfDeclaration): FileToRead {
  const { name, fid } = declaration;
  return { path: childPath(masterFile, fid), kind: 'ef', name, declaration };
}
