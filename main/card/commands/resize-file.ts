import { concatBytes, u16be } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { encodeTlv } from '../tlv/ber.ts';

/**
 * RESIZE FILE of an EF in the current directory to `size` bytes of body (of all records together), ETSI TS 102 222 6.10. Content is
 * kept as far as it fits; new bytes have the filling of the file. Parses to the status word. @throws InputError `data.length`
 */
export function resizeFile(fid: number, size: number): CardCommand<number> {
  if (!Number.isInteger(size) || size < 1 || size > 0xffff)
    throw new InputError('data.length', `A file cannot have ${size} bytes.`, {
      hint: 'A size is 1 to 65535 bytes.',
      clause: 'ETSI TS 102 222 6.10',
    });
  const fcp = concatBytes(encodeTlv(0x83, u16be(fid)), encodeTlv(0x80, u16be(size)));
  return {
    name: 'RESIZE FILE',
    apdu: { cla: 0x80, ins: 0xd4, p1: 0, p2: 0, data: encodeTlv(0x62, fcp) },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'RESIZE FILE').sw,
  };
}
