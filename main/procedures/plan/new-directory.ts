import { buildCreateTemplate } from '../../card/fcp-build.ts';
import type { FilePath } from '../../card/path.ts';
import type { FileReading, Inventory } from '../inventory/types.ts';
import { type StepDraft, stages } from './draft.ts';
import { conditionOf } from './existing-file.ts';
import { securityOfNewDf } from './new-file-security.ts';

/** What a card keeps for each file besides its body, generously. */
const overheadPerFile = 64;

/**
 * Creates a DF_1M2M in an ADF (ETSI TS 102 222 6.3). Its PIN status template is that of the ADF: the same PINs and keys govern it.
 * @param bodies bytes of each file that will be in it
 */
export function stepForNewDirectory(
  inventory: Inventory,
  host: FileReading,
  path: FilePath,
  bodies: readonly number[],
  updateKey: number,
): StepDraft {
  const totalSize = bodies.reduce((sum, body) => sum + body + overheadPerFile, 0);
  return {
    kind: 'create-file',
    path,
    name: 'DF_1M2M',
    needs: conditionOf(host, 'create-df', updateKey),
    file: { type: 'df' },
    fcp: buildCreateTemplate({
      kind: 'df',
      fid: path.fids.at(-1)!,
      security: securityOfNewDf(inventory, host.path, updateKey).attributes,
      pins: host.fcp?.pins ?? [],
      totalSize,
    }),
    stage: stages.createDirectory,
  };
}
