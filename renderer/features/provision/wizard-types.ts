import type { ErrorDoc } from '../../../main/contract/error.ts';
import type { PlanDoc, RouteName, VerificationDoc } from '../../../main/contract/plan.ts';
import type { ValueProblemDoc, ValuesDoc } from '../../../main/contract/profile.ts';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import type { KeyInput } from '../../../main/contract/secret.ts';

export type Task = 'provision' | 'wipe' | 'verify';

export interface WizardContext {
  readonly task: Task;
  readonly reader?: string | undefined;
  /** The card the user chose; everything later is for this card only. */
  readonly iccid?: string | undefined;
  readonly profile?: string | undefined;
  readonly values: ValuesDoc;
  readonly target?: string | undefined;
  readonly problems: readonly ValueProblemDoc[];
  readonly plan?: PlanDoc | undefined;
  readonly receipt?: ReceiptDoc | undefined;
  readonly verification?: VerificationDoc | undefined;
  readonly error?: ErrorDoc | undefined;
  /** Id of the operation that runs or ran last. */
  readonly operation?: string | undefined;
  readonly cancelling: boolean;
}

export interface WizardStart {
  readonly task: Task;
  readonly reader?: string | undefined;
  readonly iccid?: string | undefined;
  readonly profile?: string | undefined;
  readonly values?: ValuesDoc | undefined;
  readonly target?: string | undefined;
}

/** What the key step sends on; it is never kept in the wizard's context. */
export interface ApplyInput {
  readonly iccid: string;
  readonly keys: Record<string, KeyInput>;
  readonly lastTry: string[];
  readonly remember: boolean;
}

export type WizardEvent =
  | ({ readonly type: 'START' } & WizardStart)
  | { readonly type: 'CARD'; readonly reader: string; readonly iccid: string }
  | { readonly type: 'PROFILE'; readonly profile: string; readonly values: ValuesDoc }
  | { readonly type: 'TARGET'; readonly target: string }
  | { readonly type: 'VALUES'; readonly values: ValuesDoc }
  | { readonly type: 'ROUTE'; readonly route: RouteName; readonly keySet?: string | undefined }
  /** A write that this window had begun before it was reloaded. */
  | { readonly type: 'RESUME'; readonly plan: PlanDoc; readonly operation: string }
  | { readonly type: 'NEXT' | 'BACK' | 'CANCEL' | 'PLAN_AGAIN' }
  | ({ readonly type: 'APPLY' } & ApplyInput);

/** The steps as they are shown, in order. */
export const stepsOf = {
  provision: ['card', 'profile', 'values', 'plan', 'key', 'write', 'result'],
  wipe: ['card', 'plan', 'key', 'write', 'result'],
  verify: ['card', 'profile', 'values', 'result'],
} as const satisfies Record<Task, readonly string[]>;
export type StepName = (typeof stepsOf)['provision'][number];
