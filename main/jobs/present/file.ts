import { hex16 } from '../../base/bytes.ts';
import { formatPath } from '../../card/path.ts';
import type { FileDoc } from '../../contract/card.ts';
import type { FileReading } from '../../procedures/inventory/types.ts';
import { presentAccess } from './access.ts';
import { presentContent } from './content.ts';
import { presentError } from './error.ts';

const masterFid = 0x3f00;

/** A file as it was found on the card, its contents decoded. */
export function presentFile(reading: FileReading): FileDoc {
  const { path, kind, declaration, name, fcp, rules, state, contents, problem } = reading;
  const fid = path.fids.at(-1) ?? fcp?.fid ?? (path.aid === undefined ? masterFid : undefined);
  return {
    path: formatPath(path),
    kind,
    name,
    title: declaration?.title ?? name,
    fid: fid === undefined ? '' : hex16(fid),
    state,
    ...structureOf(reading),
    ...(declaration === undefined ? {} : { clause: declaration.clause }),
    ...(declaration?.changeAdvice === undefined ? {} : { changeAdvice: declaration.changeAdvice }),
    ...(problem === undefined ? {} : { problem: presentError(problem) }),
    access: presentAccess(rules, kind === 'ef' ? 'ef' : 'df'),
    contents: contents.map((bytes) => presentContent(declaration, bytes)),
  };
}

/** What the FCP tells of the form; the structure of a known file also where the card gave none. */
function structureOf({ fcp, declaration }: FileReading): Partial<FileDoc> {
  const structure = fcp?.structure ?? declaration?.structure;
  return {
    ...(structure === undefined ? {} : { structure }),
    ...(fcp?.size === undefined ? {} : { size: fcp.size }),
    ...(fcp?.recordLength === undefined ? {} : { recordLength: fcp.recordLength }),
    ...(fcp?.recordCount === undefined ? {} : { recordCount: fcp.recordCount }),
    ...(fcp?.sfi === undefined ? {} : { sfi: fcp.sfi }),
    ...(fcp === undefined ? {} : { lifeCycle: fcp.lifeCycle }),
  };
}
