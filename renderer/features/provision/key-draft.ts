import { type KeyNeedDoc, keysToPresent, type PlanDoc } from '../../../main/contract/plan.ts';
import type { KeyInput } from '../../../main/contract/secret.ts';

/** What the user has entered for one key. It lives in the key step only. */
export interface KeyDraft {
  readonly source: 'stored' | 'typed' | undefined;
  readonly format: KeyInput['format'];
  readonly value: string;
  /** The user has ticked that the last try may be used. */
  readonly lastTry: boolean;
}

export const emptyDraft: KeyDraft = { source: undefined, format: 'digits', value: '', lastTry: false };

/** Whether the text has the form of a key of 4 to 8 digits or of 8 bytes. */
export function hasKeyForm({ format, value }: KeyDraft): boolean {
  return format === 'digits'
    ? /^\d{4,8}$/.test(value)
    : /^([0-9a-f]{2}){8}$/i.test(value.replaceAll(/[\s:]/g, ''));
}

/** What crosses to the engine: bytes without what was typed between them. */
export function keyInputOf({ format, value }: KeyDraft): KeyInput {
  return { format, value: format === 'hex' ? value.replaceAll(/[\s:]/g, '') : value };
}

export const isSatisfied = (need: KeyNeedDoc): boolean =>
  need.state === 'verified' || need.state === 'disabled';

/** The keys that the user is asked for: those that have to be presented on the route of the plan and are not yet. */
export const missingKeys = (plan: PlanDoc): readonly KeyNeedDoc[] =>
  keysToPresent(plan).filter((need) => !isSatisfied(need));

/** Why nothing can be written with this key, if so. */
export function obstacleOf(need: KeyNeedDoc): 'blocked' | 'absent' | undefined {
  if (need.state === 'blocked' || need.triesLeft === 0) return 'blocked';
  return need.state === 'absent' ? 'absent' : undefined;
}

/** `stored` is offered only where the vault is open; then it is what is meant unless the user types a key. */
export function sourceOf(need: KeyNeedDoc, draft: KeyDraft, vaultOpen: boolean): 'stored' | 'typed' {
  if (!need.stored || !vaultOpen) return 'typed';
  return draft.source ?? 'stored';
}

export function isReady(need: KeyNeedDoc, draft: KeyDraft, vaultOpen: boolean): boolean {
  if (isSatisfied(need)) return true;
  if (obstacleOf(need) !== undefined) return false;
  if (need.triesLeft === 1 && !draft.lastTry) return false;
  return sourceOf(need, draft, vaultOpen) === 'stored' || hasKeyForm(draft);
}
