import { fromHex, toHex } from '../base/bytes.ts';
import { CardwrightError } from '../base/error.ts';
import type { CardCommand } from '../card/command.ts';
import { type Selection, selectAid, selectFid, selectPath } from '../card/commands/select.ts';
import { type FilePath, parentPath, samePath } from '../card/path.ts';
import type { CardSession } from './session.ts';

const masterFileId = 0x3f00;
/** Reserved for the ADF of the current application, ETSI TS 102 221 8.4.3. */
const currentApplication = 0x7fff;

/**
 * Where a session stands in the file system of the card. It SELECTs no more than is needed to reach a file and knows nothing when
 * it begins: another program may have left the card anywhere.
 */
export class CardFiles {
  readonly session: CardSession;
  #directory: FilePath | undefined;
  #file: FilePath | undefined;
  /** ADF of the application that is active, lower-case hexadecimal. */
  #application: string | undefined;
  /** Some cards refuse to SELECT by path; they are led there step by step. */
  #pathsRefused = false;
  /** The card has accepted 7FFF; until then “not found” may mean that it does not know it. */
  #knowsCurrentApplication = false;

  constructor(session: CardSession) {
    this.session = session;
  }

  /** The directory that commands by FID or SFI refer to now. */
  get directory(): FilePath | undefined {
    return this.#directory;
  }

  /** The EF that commands without SFI refer to now. */
  isCurrent(path: FilePath): boolean {
    return this.#file !== undefined && samePath(this.#file, path);
  }

  /**
   * SELECTs the file and returns its FCP, in one command where the card allows.
   * @throws CardError `file.not-found` and the other refusals of SELECT; the place is then what it was
   */
  async select(path: FilePath): Promise<Selection> {
    if (path.fids.length === 0) return this.#selectRoot(path);
    if (path.aid !== undefined && path.aid !== this.#application) await this.#selectRoot(rootOf(path));
    if (this.#directory !== undefined && samePath(this.#directory, parentPath(path)))
      return this.#selectChild(path);
    if (path.fids.length > 1 && !this.#pathsRefused) {
      const selection = await this.#selectByPath(path);
      if (selection !== undefined) return selection;
    }
    await this.enter(parentPath(path));
    return this.#selectChild(path);
  }

  /** Makes `directory` the current one; sends nothing when it is. */
  async enter(directory: FilePath): Promise<void> {
    if (this.#directory === undefined || !samePath(this.#directory, directory)) await this.select(directory);
  }

  /** An EF of the current directory has been selected by its SFI. */
  selectedBySfi(path: FilePath): void {
    this.#file = path;
  }

  /** The current file or directory may be another: CREATE FILE selects what it creates, on some cards. The application stays. */
  forgetPlace(): void {
    this.#directory = undefined;
    this.#file = undefined;
  }

  /** The current EF may be another one; the directory is the same. */
  forgetFile(): void {
    this.#file = undefined;
  }

  /** An application was selected by a part of its AID: `selection.fcp` tells which. */
  async selectPartialAid(command: CardCommand<Selection>): Promise<Selection> {
    this.forget();
    const selection = await this.#select(command);
    const { aid } = selection.fcp;
    if (aid !== undefined) this.#enterRoot({ aid: toHex(aid), fids: [] });
    return selection;
  }

  /** Nothing is known of the place any more: after a reset, CREATE FILE of a directory, or for reading that must not rely on it. */
  forget(): void {
    this.#directory = undefined;
    this.#file = undefined;
    this.#application = undefined;
  }

  async #selectRoot(root: FilePath): Promise<Selection> {
    const selection = await (root.aid === undefined
      ? this.#select(selectFid(masterFileId))
      : this.#selectApplication(root.aid));
    this.#enterRoot(root);
    return selection;
  }

  /** By AID again would reset the session of an active application, and with it its PINs: 7FFF leads back into it. */
  async #selectApplication(aid: string): Promise<Selection> {
    if (aid === this.#application) {
      const selection = await this.#unlessRefused(selectFid(currentApplication), 'file.not-found');
      if (selection !== undefined) {
        this.#knowsCurrentApplication = true;
        return selection;
      }
    }
    return this.#select(selectAid(fromHex(aid)));
  }

  #enterRoot(root: FilePath): void {
    this.#directory = root;
    this.#file = undefined;
    // An application stays active while files below the MF are selected.
    this.#application = root.aid ?? this.#application;
  }

  async #selectChild(path: FilePath): Promise<Selection> {
    const selection = await this.#select(selectFid(path.fids.at(-1)!));
    this.#arrive(path, selection);
    return selection;
  }

  /** `undefined` when the card does not know this form of SELECT. */
  async #selectByPath(path: FilePath): Promise<Selection | undefined> {
    const inApplication = path.aid !== undefined;
    const fids = inApplication ? [currentApplication, ...path.fids] : path.fids;
    const unsure = inApplication && !this.#knowsCurrentApplication ? ['file.not-found'] : [];
    const selection = await this.#unlessRefused(selectPath(fids, 'mf'), ...formRefusals, ...unsure);
    if (selection === undefined) {
      this.#pathsRefused = true;
      return undefined;
    }
    this.#knowsCurrentApplication ||= inApplication;
    this.#arrive(path, selection);
    return selection;
  }

  #arrive(path: FilePath, { fcp }: Selection): void {
    const isEf = fcp.kind === 'ef';
    this.#directory = isEf ? parentPath(path) : path;
    this.#file = isEf ? path : undefined;
  }

  async #unlessRefused(
    command: CardCommand<Selection>,
    ...codes: readonly string[]
  ): Promise<Selection | undefined> {
    try {
      return await this.#select(command);
    } catch (error) {
      if (error instanceof CardwrightError && codes.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** A refused SELECT leaves the place as it was; after an answer that cannot be read it is unknown. */
  async #select(command: CardCommand<Selection>): Promise<Selection> {
    try {
      return await this.session.run(command);
    } catch (error) {
      const refused = error instanceof CardwrightError && error.details['sw'] !== undefined;
      if (!refused) this.forget();
      throw error;
    }
  }
}

/** How cards say that they do not know SELECT by path. */
const formRefusals = ['command.parameters', 'function.unsupported', 'command.length', 'command.data'];

const rootOf = (path: FilePath): FilePath => ({ ...path, fids: [] });
