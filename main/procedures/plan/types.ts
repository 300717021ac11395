import type { CardwrightError } from '../../base/error.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import type { EfDeclaration, FileStructure } from '../../card/files/declare.ts';
import type { FilePath } from '../../card/path.ts';

interface StepBase {
  /** Position in the plan, from 0. */
  readonly index: number;
  readonly path: FilePath;
  readonly declaration?: EfDeclaration;
  /** `EF_1M2MST`, `DF_1M2M`. */
  readonly name: string;
  readonly needs: SecurityCondition;
  /** Why TS-0003 table E.2 advises against this change; absent where it does not. */
  readonly caution?: string;
}

/** One change of a card. The plan does not know the route it is sent over. */
export type PlanStep =
  | (StepBase & {
      readonly kind: 'update-binary';
      /** Of the file, where the card has told it. */
      readonly sfi?: number;
      readonly before?: Uint8Array;
      /** The whole content; only the bytes that differ are written. */
      readonly after: Uint8Array;
    })
  | (StepBase & {
      readonly kind: 'update-record';
      readonly sfi?: number;
      /** From 1. */
      readonly record: number;
      readonly before?: Uint8Array;
      readonly after: Uint8Array;
    })
  | (StepBase & {
      readonly kind: 'create-file';
      readonly file:
        | {
            readonly type: 'ef';
            readonly structure: FileStructure;
            readonly size: number;
            readonly recordLength?: number;
            readonly sfi?: number;
          }
        | { readonly type: 'df' };
      /** The complete FCP template of CREATE FILE, tag 62. */
      readonly fcp: Uint8Array;
    })
  | (StepBase & { readonly kind: 'resize-file'; readonly from: number; readonly to: number })
  | (StepBase & { readonly kind: 'activate-file' });

export interface Plan {
  readonly kind: 'provision' | 'wipe';
  /** ICCID digits of the card the plan was made for. */
  readonly iccid: string;
  readonly atr: Uint8Array;
  readonly target: FilePath;
  readonly steps: readonly PlanStep[];
  /** Files that are already right. */
  readonly unchanged: readonly { readonly path: FilePath; readonly name: string }[];
  /** Everything the target holds when all steps are done: what verify compares with. */
  readonly desired: readonly DesiredContent[];
  /** Key references that the steps need, without duplicates, in the order of first need. */
  readonly keys: readonly number[];
  /** Why presented keys do not open everything: blocked ones, conditions that want more than a key. A route with rights of its own may do. */
  readonly obstacles: readonly CardwrightError[];
  /** Why the plan cannot be applied, on no route: value too long for the file, no space, file missing and not to be created … */
  readonly blockers: readonly CardwrightError[];
}

export interface DesiredContent {
  readonly path: FilePath;
  readonly name: string;
  readonly declaration?: EfDeclaration;
  /** From 1; absent for a transparent file. */
  readonly record?: number;
  readonly content: Uint8Array;
}

export type StepOutcome =
  | { readonly state: 'done'; readonly sw: number }
  | { readonly state: 'failed'; readonly sw?: number; readonly error: CardwrightError }
  /** The connection was lost between the command and its answer: the card must be read again. */
  | { readonly state: 'unknown'; readonly error: CardwrightError };

/**
 * Where intents and outcomes are kept. Both are durable when they return: `intent` is on disk before the APDU leaves.
 * Synchronous, because the store is.
 */
export interface Journal {
  intent(step: PlanStep): void;
  outcome(step: PlanStep, outcome: StepOutcome): void;
}

export interface ApplyResult {
  readonly done: number;
  /** The first step that was not done, when the plan stopped. */
  readonly stoppedAt?: number;
  readonly error?: CardwrightError;
}

export interface VerificationItem {
  readonly path: FilePath;
  readonly name: string;
  readonly record?: number;
  readonly expected: Uint8Array;
  readonly actual?: Uint8Array;
  readonly match: boolean;
}

/** How a plan's commands reach the card one by one: plain APDUs after ADM, SCP02 and SCP03. */
export interface Route {
  readonly name: 'plain' | 'scp02' | 'scp03';
  /** Key references that the card does not ask for on this route; they are not presented. */
  readonly authorises?: ReadonlySet<number>;
  /** Bytes of data one command can carry; default 255. */
  readonly mostData?: number;
  /** Sends one writing command of a step; resolves with its status word. */
  send(command: import('../../card/command.ts').CardCommand<number>): Promise<number>;
}

/** A step that is about to be sent, with its writing commands. */
export interface BatchedStep {
  readonly step: PlanStep;
  readonly commands: readonly import('../../card/command.ts').CardCommand<number>[];
}

/** How several steps reach the card at once: scripts over SCP80. Whether the card allows them is known from its answer only. */
export interface BatchRoute {
  readonly name: 'scp80';
  /** Why a step can never be sent over this route, found without the card. */
  problemWith(step: BatchedStep): CardwrightError | undefined;
  /** How many of these steps, from the first on, are to be sent together: at least one. */
  share(steps: readonly BatchedStep[]): number;
  /**
   * Sends the steps, whose intents are on disk, and resolves with an outcome for each: after the first that is not done the others are
   * `failed` if the card says that it did not reach them. Never throws a CardwrightError.
   */
  sendBatch(steps: readonly BatchedStep[]): Promise<readonly StepOutcome[]>;
}
