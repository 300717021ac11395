import { CardwrightError } from '../../base/error.ts';
import { decodeExpandedRules } from '../../card/access/expanded.ts';
import type { AccessRule, SecurityAttributes } from '../../card/access/types.ts';
import { readRecord } from '../../card/commands/read-record.ts';
import { childPath, type FilePath, formatPath, masterFile, parentPath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { cardAnswer } from './read-ef.ts';
import type { FileReading } from './types.ts';

type Reference = Extract<SecurityAttributes, { form: 'referenced' }>;

/** FID of EF_M2MAE-ID in a oneM2M directory and of EF_ARR in an ADF: the one must not be taken for the other. */
const ambiguousFid = 0x6f06;

/**
 * The access rules of files, with EF_ARR followed (ETSI TS 102 221 9.2.7). Each EF_ARR is selected and each of its records read once,
 * however many files refer to it.
 */
export class AccessRuleBook {
  readonly #files: CardFiles;
  /** Length of the records of each EF_ARR; `undefined` where there is none. */
  readonly #lengths = new Map<string, number | undefined>();
  readonly #records = new Map<string, Uint8Array | undefined>();

  constructor(files: CardFiles) {
    this.#files = files;
  }

  /** An EF_ARR that has been read anyway. */
  learn(reading: FileReading): void {
    const path = formatPath(reading.path);
    if (reading.state === 'absent') this.#lengths.set(path, undefined);
    if (reading.state !== 'read' || reading.fcp?.recordLength === undefined) return;
    this.#lengths.set(path, reading.fcp.recordLength);
    for (const [at, record] of reading.contents.entries()) this.#records.set(`${path}#${at + 1}`, record);
  }

  /** `undefined` where the rules cannot be read or understood. `oneM2mHomes` hold an EF_M2MAE-ID where others hold an EF_ARR. */
  async rulesOf(
    reading: FileReading,
    oneM2mHomes: readonly FilePath[],
  ): Promise<readonly AccessRule[] | undefined> {
    const security = reading.fcp?.security;
    switch (security?.form) {
      case 'compact':
      case 'expanded':
        return security.rules;
      case 'referenced': {
        const record = await this.#referenced(reading, security, oneM2mHomes);
        return record === undefined ? undefined : decode(record, reading.kind === 'ef' ? 'ef' : 'df');
      }
      case 'none':
      case 'malformed':
      case undefined:
      default:
        return undefined;
    }
  }

  async #referenced(
    reading: FileReading,
    reference: Reference,
    oneM2mHomes: readonly FilePath[],
  ): Promise<Uint8Array | undefined> {
    const homes = new Set(oneM2mHomes.map(formatPath));
    for (const directory of placesToLook(reading, reference.fid)) {
      if (reference.fid === ambiguousFid && homes.has(formatPath(directory))) continue;
      const path = childPath(directory, reference.fid);
      const length = await this.#lengthOf(path);
      if (length !== undefined) return this.#record(path, reference.record, length);
    }
    return undefined;
  }

  async #lengthOf(path: FilePath): Promise<number | undefined> {
    const key = formatPath(path);
    if (!this.#lengths.has(key)) {
      const selected = await cardAnswer(this.#files.session, () => this.#files.select(path));
      this.#lengths.set(key, selected.ok ? selected.value.fcp.recordLength : undefined);
    }
    return this.#lengths.get(key);
  }

  async #record(path: FilePath, record: number, length: number): Promise<Uint8Array | undefined> {
    if (record < 1 || record > 254 || length < 1 || length > 255) return undefined;
    const key = `${formatPath(path)}#${record}`;
    if (!this.#records.has(key)) {
      const read = await cardAnswer(this.#files.session, async () => {
        if (!this.#files.isCurrent(path)) await this.#files.select(path);
        return this.#files.session.run(readRecord({ record, length }));
      });
      this.#records.set(key, read.ok ? read.value : undefined);
    }
    return this.#records.get(key);
  }
}

/** FIDs 2Fxx belong to the MF. Others are sought in the directory itself, in the one the file is in, and upwards to the MF. */
function placesToLook({ path, kind }: FileReading, fid: number): readonly FilePath[] {
  if (fid >> 8 === 0x2f) return [masterFile];
  const places: FilePath[] = [];
  let at = kind === 'ef' ? parentPath(path) : path;
  for (; at.fids.length > 0; at = parentPath(at)) places.push(at);
  return at.aid === undefined ? [...places, at] : [...places, at, masterFile];
}

function decode(record: Uint8Array, subject: 'ef' | 'df'): readonly AccessRule[] | undefined {
  try {
    return decodeExpandedRules(record, subject);
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}
