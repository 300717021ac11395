import { filesOf } from '../../card/files/table.ts';
import { childPath, type FilePath } from '../../card/path.ts';
import { isAt } from '../inventory/to-read.ts';
import type { Inventory } from '../inventory/types.ts';
import { announcementChanges } from './announcement.ts';
import { blocked, type Changes } from './draft.ts';
import { changesOfFile } from './existing-file.ts';
import { finishPlan } from './make-plan.ts';
import { findHome } from './target.ts';
import type { Plan } from './types.ts';

/** ADM1: assumed where the card does not tell its access conditions. */
const usualUpdateKey = 0x0a;

/**
 * A plan back to the pre-personalised values of TS-0003 table E.1: the service table first, so that no service is offered whose
 * values are gone; then every oneM2M file that the directory has; last the subscription in EF_DIR. Files are not deleted. Pure.
 */
export function makeWipePlan(inventory: Inventory, options: { readonly target?: FilePath } = {}): Plan {
  const target = findHome(inventory, options.target);
  if (target.blocker !== undefined)
    return finishPlan('wipe', inventory, undefined, [blocked(target.blocker)], [], usualUpdateKey);
  const context = { create: false, updateKey: usualUpdateKey };
  const changes = filesOf('1M2M').flatMap((declaration): Changes[] => {
    const reading = inventory.files.find(isAt(childPath(target.path, declaration.fid)));
    if (reading === undefined || reading.state === 'absent') return [];
    return [changesOfFile(reading, { declaration, values: 'unassigned' }, context)];
  });
  const announcement =
    target.path.fids.length === 0
      ? []
      : [announcementChanges(inventory, target.application, target.path, '', usualUpdateKey)];
  return finishPlan('wipe', inventory, target.path, [...changes, ...announcement], [], usualUpdateKey);
}
