import type { SecurityCondition } from '../../card/access/types.ts';
import { buildCreateTemplate } from '../../card/fcp-build.ts';
import { childPath, type FilePath } from '../../card/path.ts';
import type { DesiredFile } from '../profile/desired-contents.ts';
import { blocked, type Changes, stages } from './draft.ts';
import { fit, type Geometry, neededLength } from './geometry.ts';
import type { NewFileSecurity } from './new-file-security.ts';
import { desiredContentsOf, stageOf, updateSteps } from './update-steps.ts';

/** The sizes that the profile gives, or the usual ones, made larger where the values need it. */
export function geometryOfNewFile(desired: DesiredFile): Geometry {
  const { declaration, values } = desired;
  const { typical } = declaration.size;
  if (declaration.structure === 'transparent')
    return { length: desired.size ?? neededLength(desired, typical), count: 1 };
  return {
    length: desired.recordLength ?? neededLength(desired, typical),
    count:
      desired.records ??
      Math.max(declaration.typicalRecords ?? 1, values === 'unassigned' ? 1 : values.length),
  };
}

/**
 * Creates a file and fills it. The service table is created only when it is about to be written: a new file may hold FF, which would
 * announce every service.
 * @param createNeeds what the directory asks for creating an EF in it
 */
export function changesOfNewFile(
  directory: FilePath,
  desired: DesiredFile,
  security: NewFileSecurity,
  createNeeds: SecurityCondition,
): Changes {
  const { declaration } = desired;
  const { fid, name, structure, sfi } = declaration;
  const geometry = geometryOfNewFile(desired);
  const fitted = fit(desired, geometry);
  if (!fitted.ok) return blocked(fitted.blocker);
  const path = childPath(directory, fid);
  const size = geometry.length * geometry.count;
  const shape = {
    structure,
    size,
    ...(structure === 'transparent' ? {} : { recordLength: geometry.length }),
  };
  const stage = stageOf(declaration);
  return {
    steps: [
      {
        kind: 'create-file',
        path,
        declaration,
        name,
        needs: createNeeds,
        file: { type: 'ef', ...shape, ...(sfi === undefined ? {} : { sfi }) },
        fcp: buildCreateTemplate({
          kind: 'ef',
          fid,
          ...shape,
          sfi: sfi ?? 'none',
          security: security.attributes,
        }),
        stage: stage === stages.announceServices ? stage : stages.createFile,
      },
      ...updateSteps({ path, declaration, needs: security.update, before: [], after: fitted.contents }),
    ],
    desired: desiredContentsOf(path, declaration, fitted.contents),
    blockers: [],
  };
}
