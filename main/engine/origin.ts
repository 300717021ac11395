import type { AuditDoc } from '../contract/receipt.ts';

/** Through which host a call came, for the audit log. */
export type Origin = AuditDoc['origin'];
