import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { encodeTag, encodeTlv } from '../tlv/ber.ts';
import { checkedSfi } from './parameters.ts';

/** Bytes one SET DATA carries. */
const most = 255;
const firstBlock = 0x80;
/** More data expected; more, and a proactive command waits. */
const moreExpected = [0x63f1, 0x63f2] as const;

/**
 * The SET DATA commands that store `value` as the object `tag` of a BER-TLV file, ETSI TS 102 221 11.3.2, to be sent in this order;
 * each parses to its status word. An interrupted row leaves the old object. @throws InputError `tlv.tag`, `sfi.invalid`
 */
export function setData(tag: number, value: Uint8Array, sfi?: number): readonly CardCommand<number>[] {
  return blocks(encodeTlv(tag, value), sfi);
}

/** SET DATA that removes the object: a tag without length and value. @throws as {@link setData} */
export function deleteData(tag: number, sfi?: number): CardCommand<number> {
  return block(encodeTag(tag), firstBlock | (sfi === undefined ? 0 : checkedSfi(sfi)));
}

function blocks(object: Uint8Array, sfi: number | undefined): readonly CardCommand<number>[] {
  const commands: CardCommand<number>[] = [];
  for (let at = 0; at < object.length; at += most) {
    const p2 = at > 0 ? 0x00 : firstBlock | (sfi === undefined ? 0 : checkedSfi(sfi));
    commands.push(block(object.slice(at, at + most), p2));
  }
  return commands;
}

function block(data: Uint8Array, p2: number): CardCommand<number> {
  return {
    name: 'SET DATA',
    apdu: { cla: 0x80, ins: 0xdb, p1: 0, p2, data },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'SET DATA', ...moreExpected).sw,
  };
}
