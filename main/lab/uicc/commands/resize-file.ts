import { CardwrightError } from '../../../base/error.ts';
import { decodeTlvs, findValue } from '../../../card/tlv/ber.ts';
import { requireAccess } from '../os/access.ts';
import type { CommandHandler } from '../os/command.ts';
import { childByFid } from '../os/file-tree.ts';
import type { CardFile } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { freeBytes } from '../os/memory-use.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';

/** RESIZE FILE, ETSI TS 102 222 6.10: a transparent or linear fixed EF of the current directory. New bytes are FF; lost ones are lost. */
export const resizeFile: CommandHandler = {
  name: 'RESIZE FILE',
  ins: 0xd4,
  cla: 'etsi',
  case: 'in',
  run: (card, { channel, p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    const { fid, size } = readTemplate(data);
    const file = childByFid(card.image, channel.directory, fid);
    if (file === undefined) throw new Refusal(status.fileNotFound);
    requireAccess(card, channel, file, 'resize');
    requireUsable(card.image, file);
    requireFits(file, size);
    if (size - file.body.length > freeBytes(card.image)) throw new Refusal(status.notEnoughMemory);
    const body = new Uint8Array(size).fill(0xff);
    body.set(file.body.subarray(0, size));
    card.commit(withFile(card.image, { ...file, body }));
    channel.ef = file.id;
    channel.record = undefined;
    return {};
  },
};

function requireFits(file: CardFile, size: number): void {
  const { structure, recordLength } = file.header;
  if (structure === 'transparent') return;
  if (structure !== 'linear-fixed' || recordLength === undefined)
    throw new Refusal(status.incompatibleStructure);
  if (size % recordLength !== 0 || size / recordLength > 254) throw new Refusal(status.wrongData);
}

function readTemplate(data: Uint8Array): { readonly fid: number; readonly size: number } {
  try {
    const objects = decodeTlvs(findValue(decodeTlvs(data), 0x62) ?? new Uint8Array());
    const fid = number(findValue(objects, 0x83));
    const size = number(findValue(objects, 0x80));
    if (fid !== undefined && size !== undefined && size > 0 && size <= 32767) return { fid, size };
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
  }
  throw new Refusal(status.wrongData);
}

/** Big endian, two to four bytes. */
function number(value: Uint8Array | undefined): number | undefined {
  if (value === undefined || value.length < 2 || value.length > 4) return undefined;
  return value.reduce((sum, byte) => sum * 0x100 + byte, 0);
}
