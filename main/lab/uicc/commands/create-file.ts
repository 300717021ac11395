import { CardwrightError } from '../../../base/error.ts';
import { decodeFcp } from '../../../card/fcp.ts';
import type { Fcp } from '../../../card/fcp-types.ts';
import { decodeTlvs, findTlv, findValue, type Tlv } from '../../../card/tlv/ber.ts';
import { requireAccess } from '../os/access.ts';
import type { CommandHandler } from '../os/command.ts';
import { applicationByAid, childByFid, childBySfi, fileOf } from '../os/file-tree.ts';
import { headerOf } from '../os/header.ts';
import type { CardFile, CardImage, FileHeader } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { bytesTakenBy, freeBytes } from '../os/memory-use.ts';
import { Refusal } from '../os/refusal.ts';
import { currentApplicationId, masterFileId } from '../os/search.ts';
import { makeCurrent } from '../os/selection.ts';
import { status } from '../os/status.ts';

const maxEfSize = 32767;
const maxRecords = 254;

/** CREATE FILE, ETSI TS 102 222 6.3: an EF, DF or ADF in the current directory; it becomes the current file. */
export const createFile: CommandHandler = {
  name: 'CREATE FILE',
  ins: 0xe0,
  cla: 'interindustry',
  case: 'in',
  run: (card, { channel, p1, p2, data }) => {
    if (p1 !== 0 || p2 !== 0) throw new Refusal(status.wrongP1P2);
    const { image } = card;
    const directory = fileOf(image, channel.directory);
    const template = readTemplate(data);
    requireAccess(card, channel, directory, template.fcp.kind === 'ef' ? 'create-ef' : 'create-df');
    requireUsable(image, directory);
    requireUnused(image, directory, template.fcp);
    const file: CardFile = {
      id: image.nextFileId,
      parent: directory.id,
      header: headerIn(image, directory, template),
      body: bodyOf(template),
    };
    if (bytesTakenBy(file) > freeBytes(image)) throw new Refusal(status.notEnoughMemory);
    card.commit(withFile(image, file));
    makeCurrent(card, channel, file);
    return {};
  },
};

interface Template {
  readonly fcp: Fcp & { readonly fid: number };
  readonly objects: readonly Tlv[];
  readonly data: Uint8Array;
}

/** What the data field demands of the card; everything it cannot be is 6A80. */
function readTemplate(data: Uint8Array): Template {
  try {
    const objects = decodeTlvs(findValue(decodeTlvs(data), 0x62) ?? new Uint8Array());
    const fcp = decodeFcp(data);
    const { fid, lifeCycle, security } = fcp;
    if (fid === undefined || isReserved(fid)) throw new Refusal(status.wrongData);
    if (lifeCycle === 'proprietary' || lifeCycle === 'terminated') throw new Refusal(status.wrongData);
    if (security.form === 'none' || security.form === 'malformed') throw new Refusal(status.wrongData);
    if (fcp.aid !== undefined && (fcp.aid.length < 1 || fcp.aid.length > 16))
      throw new Refusal(status.wrongData);
    return { fcp: { ...fcp, fid }, objects, data };
  } catch (error) {
    if (error instanceof CardwrightError && !(error instanceof Refusal)) throw new Refusal(status.wrongData);
    throw error;
  }
}

function isReserved(fid: number): boolean {
  return fid === masterFileId || fid === currentApplicationId || fid === 0x3fff || fid === 0xffff;
}

/** FIDs are unique among the children of a directory and differ from those of it and its parent; AIDs are unique on the card. */
function requireUnused(image: CardImage, directory: CardFile, { kind, fid, aid }: Template['fcp']): void {
  const parent = fileOf(image, directory.parent);
  const taken = childByFid(image, directory.id, fid) !== undefined || directory.header.fid === fid;
  if (kind !== 'adf' && (taken || parent.header.fid === fid)) throw new Refusal(status.fileExists);
  if (aid !== undefined && applicationByAid(image, aid) !== undefined) throw new Refusal(status.nameExists);
}

function headerIn(image: CardImage, directory: CardFile, { fcp, objects, data }: Template): FileHeader {
  const { sfi, lifeCycle, ...header } = headerOf(data);
  const settled = { ...header, lifeCycle: lifeCycle === 'no-information' ? 'activated' : lifeCycle } as const;
  if (fcp.kind !== 'ef') return fcp.pins.length > 0 ? settled : { ...settled, pins: directory.header.pins };
  const sfiTaken = sfi !== undefined && childBySfi(image, directory.id, sfi) !== undefined;
  if (sfiTaken && findTlv(objects, 0x88) !== undefined) throw new Refusal(status.wrongData);
  return sfi === undefined || sfiTaken ? settled : { ...settled, sfi };
}

/** This card has no BER-TLV files. Filled as A5 says, else with FF: C1 repeats its last byte, C2 repeats as a whole, TS 102 222 6.3.2.2.2. */
function bodyOf({ fcp, objects }: Template): Uint8Array {
  if (fcp.kind !== 'ef') return new Uint8Array();
  const { size, structure, recordLength } = fcp;
  const unknown = structure === undefined || structure === 'ber-tlv';
  if (size === undefined || size === 0 || size > maxEfSize || unknown) throw new Refusal(status.wrongData);
  const hasRecords = structure === 'linear-fixed' || structure === 'cyclic';
  if (hasRecords) {
    const fits =
      recordLength !== undefined && recordLength > 0 && recordLength < 256 && size % recordLength === 0;
    if (!fits || size / recordLength > maxRecords) throw new Refusal(status.wrongData);
  }
  const unit = hasRecords ? (recordLength ?? size) : size;
  const fill = filling(findValue(objects, 0xa5), unit);
  return Uint8Array.from({ length: size }, (_, i) => fill[i % unit]!);
}

function filling(proprietary: Uint8Array | undefined, unit: number): Uint8Array {
  const inner = proprietary === undefined ? [] : decodeInner(proprietary);
  const pattern = findValue(inner, 0xc1);
  const repeated = findValue(inner, 0xc2);
  if (pattern !== undefined && pattern.length > 0)
    return Uint8Array.from({ length: unit }, (_, i) => pattern[i] ?? pattern[pattern.length - 1]!);
  if (repeated !== undefined && repeated.length > 0)
    return Uint8Array.from({ length: unit }, (_, i) => repeated[i % repeated.length]!);
  return new Uint8Array(unit).fill(0xff);
}

function decodeInner(bytes: Uint8Array): readonly Tlv[] {
  try {
    return decodeTlvs(bytes);
  } catch (error) {
    if (error instanceof CardwrightError) throw new Refusal(status.wrongData);
    throw error;
  }
}
