import type { InventoryDoc } from '../../contract/card.ts';
import type { Finding, Inventory } from '../../procedures/inventory/types.ts';
import { presentFile } from './file.ts';
import { presentHealth } from './health.ts';
import { presentIdentity } from './identity.ts';
import { presentKeyStatus } from './key-status.ts';

export interface InventoryCircumstances {
  readonly reader: string;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  readonly findings: readonly Finding[];
}

/** Everything that was read from a card at one time. */
export function presentInventory(inventory: Inventory, circumstances: InventoryCircumstances): InventoryDoc {
  return {
    reader: circumstances.reader,
    card: presentIdentity(inventory),
    takenAt: circumstances.takenAt,
    files: inventory.files.map(presentFile),
    keys: inventory.keys.map(presentKeyStatus),
    health: presentHealth(circumstances.findings),
    apdus: inventory.apdus,
    elapsedMs: inventory.elapsedMs,
  };
}
