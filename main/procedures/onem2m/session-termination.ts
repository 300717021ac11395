import { fromHex } from '../../base/bytes.ts';
import { selectAid } from '../../card/commands/select.ts';
import { indicateStatus } from '../../card/commands/status.ts';
import type { CardFiles } from '../card-files.ts';

/**
 * Ends the session of the 1M2MSM application that is selected, TS-0003 D.2.2.2: tells it with STATUS that the termination begins, then
 * ends it with SELECT (ETSI TS 102 221 11.1.1, P2 bits 7 and 6). What was read of the subscription must then be forgotten; that is the
 * caller's part.
 * @param aid full AID of the application, lower-case hexadecimal
 */
export async function terminateModuleSession(files: CardFiles, aid: string): Promise<void> {
  await files.enter({ aid, fids: [] });
  await files.session.run(indicateStatus('termination-begins'));
  await files.session.run(selectAid(fromHex(aid), { terminate: true }));
  files.forget();
}
