import { concatBytes, padRight, toHex } from '../../../base/bytes.ts';
import { encodeExpandedRules } from '../../../card/access/expanded.ts';
import type { RuleSubject } from '../../../card/access/operations.ts';
import type { SecurityAttributes } from '../../../card/access/types.ts';
import { accessRules, compactRules, type FileAccess } from './rules.ts';

/** How the files of a card carry their access rules: tag 8B, 8C or AB. */
export type SecurityForm = 'referenced' | 'compact' | 'expanded';

/** The rules of one directory tree; with form `referenced` they gather in its EF_ARR. */
export interface RuleStore {
  /** FID of the EF_ARR. */
  readonly fid: number;
  attributes(access: FileAccess, subject: RuleSubject): SecurityAttributes;
  /** The EF_ARR when all files have been built; `undefined` when nothing refers to one. */
  records(): { readonly recordLength: number; readonly body: Uint8Array } | undefined;
}

/** Records left free for rules to come, as card makers leave them. */
const spareRecords = 2;

export function ruleStore(
  form: SecurityForm,
  fid: number,
  environments: Map<number, readonly number[]>,
): RuleStore {
  const records: Uint8Array[] = [];
  return {
    fid,
    attributes(access, subject) {
      if (form === 'compact') return { form, rules: compactRules(access, environments) };
      const rules = accessRules(access);
      if (form === 'expanded') return { form, rules };
      const record = encodeExpandedRules(rules, subject);
      const known = records.findIndex((other) => toHex(other) === toHex(record));
      const number = known < 0 ? records.push(record) : known + 1;
      return { form, fid, record: number };
    },
    records() {
      if (records.length === 0) return undefined;
      const recordLength = Math.max(...records.map(({ length }) => length));
      const filled = [...records, ...Array.from({ length: spareRecords }, () => new Uint8Array())];
      return { recordLength, body: concatBytes(...filled.map((record) => padRight(record, recordLength))) };
    },
  };
}
