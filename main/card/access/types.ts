/** What an access rule governs, ETSI TS 102 221 9.2 and ISO/IEC 7816-4 5.4.3. */
export type AccessOperation =
  | 'read'
  | 'update'
  | 'append'
  | 'activate'
  | 'deactivate'
  | 'terminate'
  | 'delete'
  | 'create-ef'
  | 'create-df'
  | 'delete-child'
  | 'resize'
  | 'increase';

/** What must hold before an operation: a tree over key references. */
export type SecurityCondition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  /** Key reference of ETSI TS 102 221 table 9.3; `secure-messaging` and `external` where the card wants more than a PIN. */
  | { readonly kind: 'key'; readonly reference: number }
  | { readonly kind: 'secure-messaging' | 'external-authentication' | 'unknown'; readonly raw: Uint8Array }
  | { readonly kind: 'all' | 'any'; readonly of: readonly SecurityCondition[] };

export interface AccessRule {
  readonly operations: readonly AccessOperation[];
  /** Instruction bytes for rules given by command header (AM_DO '84'). */
  readonly instructions: readonly number[];
  readonly condition: SecurityCondition;
}

/** The security attributes of an FCP in whichever form the card uses. */
export type SecurityAttributes =
  /** Tag 8C, or tag AB: the rules are in the FCP itself. */
  | { readonly form: 'compact' | 'expanded'; readonly rules: readonly AccessRule[] }
  /**
   * Tag 8B: record `record` of the EF_ARR with FID `fid`. Where the card gives a record for each SE id, `byEnvironment` holds them all
   * and `record` is that of SE 01, else the first.
   */
  | {
      readonly form: 'referenced';
      readonly fid: number;
      readonly record: number;
      readonly byEnvironment?: readonly { readonly seid: number; readonly record: number }[];
    }
  | { readonly form: 'none' }
  | { readonly form: 'malformed'; readonly why: string };
