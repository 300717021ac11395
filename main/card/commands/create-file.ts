import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData } from './parameters.ts';

/**
 * CREATE FILE in the current directory with an FCP template (tag 62) from `buildCreateTemplate`, ETSI TS 102 222 6.3. The new file is
 * selected. Parses to the status word. @throws InputError `data.length`
 */
export function createFile(template: Uint8Array): CardCommand<number> {
  return {
    name: 'CREATE FILE',
    apdu: { cla: 0x00, ins: 0xe0, p1: 0, p2: 0, data: checkedData(template) },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'CREATE FILE').sw,
  };
}
