import type { AuditDoc } from '../contract/receipt.ts';

/** Who asks for a job, and through which host. */
export interface Actor {
  /** Name of the station, as receipts carry it. */
  readonly station: string;
  readonly operator: string;
  readonly origin: AuditDoc['origin'];
}
