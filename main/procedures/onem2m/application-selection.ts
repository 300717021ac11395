import { CardError } from '../../base/error.ts';
import { selectAid } from '../../card/commands/select.ts';
import type { FilePath } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { oneM2mModulePrefix } from '../inventory/applications.ts';

/**
 * Selects the 1M2MSM application with this AID, TS-0003 D.2.2.1. The card keeps it as the last selected one, beyond a power-off.
 * @param aid full AID, lower-case hexadecimal, as EF_DIR lists it
 * @throws CardError `file.not-found`
 */
export async function selectModule(files: CardFiles, aid: string): Promise<FilePath> {
  const module: FilePath = { aid, fids: [] };
  await files.select(module);
  return module;
}

/**
 * Selects the 1M2MSM application that was selected last, by a partial AID and the last occurrence, TS-0003 D.2.2.1.
 * @throws CardError `file.not-found` when none was ever selected; `card.answer-malformed` when the card does not say which it is
 */
export async function selectLastModule(files: CardFiles): Promise<FilePath> {
  await files.selectPartialAid(selectAid(oneM2mModulePrefix, { occurrence: 'last' }));
  if (files.directory !== undefined) return files.directory;
  throw new CardError('card.answer-malformed', 'The card selected an application without saying which.', {
    hint: 'Select the application by its full AID.',
    clause: 'ETSI TS 102 221 11.1.1.3',
  });
}
