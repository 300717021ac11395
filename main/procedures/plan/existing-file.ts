import { conditionFor } from '../../card/access/condition-for.ts';
import type { AccessOperation, SecurityCondition } from '../../card/access/types.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import type { FileReading } from '../inventory/types.ts';
import type { DesiredFile } from '../profile/desired-contents.ts';
import { fileUnusable, wrongStructure } from './blockers.ts';
import { blocked, type Changes, type StepDraft, stages } from './draft.ts';
import { fit, type Geometry, geometryOf } from './geometry.ts';
import { desiredContentsOf, updateSteps } from './update-steps.ts';

export interface PlanContext {
  /** The profile may create files and make them larger. */
  readonly create: boolean;
  /** Assumed where a card does not tell its access conditions, and given to new files. */
  readonly updateKey: number;
}

/**
 * The condition that the card states for `operation`; the update key where it states none that can be read, and where its compact rules
 * ask for a PIN or key without telling which (ISO/IEC 7816-4 5.4.3.1).
 */
export function conditionOf(
  reading: FileReading,
  operation: AccessOperation,
  updateKey: number,
): SecurityCondition {
  const assumed: SecurityCondition = { kind: 'key', reference: updateKey };
  if (reading.rules === undefined) return assumed;
  const stated = conditionFor(reading.rules, operation);
  return stated.kind === 'unknown' && reading.fcp?.security.form === 'compact' ? assumed : stated;
}

/** The steps that make a file of the card what is desired. */
export function changesOfFile(reading: FileReading, desired: DesiredFile, context: PlanContext): Changes {
  const { declaration } = desired;
  const { fcp, path } = reading;
  const { name } = declaration;
  const obstacle = obstacleIn(reading, fcp, declaration.structure);
  if (fcp === undefined || obstacle !== undefined)
    return blocked(obstacle ?? fileUnusable(name, 'the card does not describe it'));
  const geometry = geometryOf(fcp);
  if (geometry === undefined)
    return blocked(fileUnusable(name, 'the card tells no size that commands could reach'));
  const room = roomFor(reading, desired, geometry, context);
  if ('blockers' in room) return room;
  const base = { path, declaration, name };
  const preparation: StepDraft[] = [...room.steps];
  if (reading.state === 'deactivated')
    preparation.unshift({
      ...base,
      kind: 'activate-file',
      needs: conditionOf(reading, 'activate', context.updateKey),
      stage: stages.prepareFile,
    });
  const updates = updateSteps({
    path,
    declaration,
    needs: conditionOf(reading, 'update', context.updateKey),
    sfi: fcp.sfi,
    // After a change of size the card decides what the new bytes hold.
    before: room.steps.length > 0 ? [] : reading.contents,
    after: room.contents,
  });
  return {
    steps: [...preparation, ...updates],
    desired: desiredContentsOf(path, declaration, room.contents),
    blockers: [],
  };
}

function obstacleIn(reading: FileReading, fcp: Fcp | undefined, structure: string) {
  const { name } = reading;
  if (fcp?.kind !== 'ef' && fcp !== undefined) return fileUnusable(name, 'in its place there is a directory');
  if (fcp?.structure !== undefined && fcp.structure !== structure)
    return wrongStructure(name, fcp.structure, structure);
  if (fcp?.lifeCycle === 'terminated') return fileUnusable(name, 'it is terminated');
  if (reading.state === 'unreadable') return reading.problem ?? fileUnusable(name, 'it cannot be read');
  return undefined;
}

type Room = { readonly contents: readonly Uint8Array[]; readonly steps: readonly StepDraft[] } | Changes;

/** The contents in the file as it is, or in one that has been made larger where profile and card allow it. */
function roomFor(reading: FileReading, desired: DesiredFile, geometry: Geometry, context: PlanContext): Room {
  const fitted = fit(desired, geometry);
  if (fitted.ok) return { contents: fitted.contents, steps: [] };
  const { needed } = fitted;
  const { declaration } = desired;
  const fixedRecords = declaration.structure !== 'transparent' && needed?.length !== geometry.length;
  // The length of a record cannot be changed, TS 102 222 6.10; nothing is resized on a guess.
  if (needed === undefined || fixedRecords || !context.create || reading.rules === undefined)
    return blocked(fitted.blocker);
  const needs = conditionFor(reading.rules, 'resize');
  const larger = fit(desired, needed);
  if (needs.kind === 'never' || !larger.ok) return blocked(fitted.blocker);
  return {
    contents: larger.contents,
    steps: [
      {
        kind: 'resize-file',
        path: reading.path,
        declaration,
        name: declaration.name,
        needs,
        from: geometry.length * geometry.count,
        to: needed.length * needed.count,
        stage: stages.prepareFile,
      },
    ],
  };
}
