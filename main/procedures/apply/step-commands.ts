import type { CardCommand } from '../../card/command.ts';
import { createFile } from '../../card/commands/create-file.ts';
import { activateFile } from '../../card/commands/life-cycle.ts';
import { resizeFile } from '../../card/commands/resize-file.ts';
import { updateBinary, updateBinaryChunks } from '../../card/commands/update-binary.ts';
import { updateRecord } from '../../card/commands/update-record.ts';
import type { PlanStep } from '../plan/types.ts';

/**
 * The commands of a step once its file is selected (for a new file: its directory). Of a transparent file only what differs from `current`
 * is written, in commands of at most `mostData` bytes; a record is always written whole.
 */
export function commandsFor(
  step: PlanStep,
  current: Uint8Array | undefined,
  mostData?: number,
): readonly CardCommand<number>[] {
  const secret = step.declaration?.secret === true;
  switch (step.kind) {
    case 'update-binary':
      return updateBinaryChunks(current, step.after, mostData).map(({ offset, length }) =>
        updateBinary({ offset, data: step.after.subarray(offset, offset + length), secret }),
      );
    case 'update-record':
      return [updateRecord({ record: step.record, data: step.after, secret })];
    case 'create-file':
      return [createFile(step.fcp)];
    case 'resize-file':
      return [resizeFile(step.path.fids.at(-1)!, step.to)];
    case 'activate-file':
    default:
      return [activateFile(step.path.fids.at(-1))];
  }
}
