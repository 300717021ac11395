import { u16be } from '../../base/bytes.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';

/** DELETE FILE of a file in the current directory, ETSI TS 102 222 6.4: a DF with all that is in it. Parses to the status word. */
export function deleteFile(fid: number): CardCommand<number> {
  return {
    name: 'DELETE FILE',
    apdu: { cla: 0x00, ins: 0xe4, p1: 0, p2: 0, data: u16be(fid) },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'DELETE FILE').sw,
  };
}
