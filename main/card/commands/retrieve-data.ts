import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { encodeTag } from '../tlv/ber.ts';
import { checkedSfi } from './parameters.ts';

/** A part of a data object. */
export interface RetrievedBlock {
  readonly data: Uint8Array;
  /** Ask for the next block. */
  readonly more: boolean;
}

/** P2 bits 8 to 6, ETSI TS 102 221 table 11.24. */
const firstBlock = 0x80;
/** More data available; more, and a proactive command waits. */
const moreAvailable = [0x62f1, 0x62f2] as const;

/**
 * RETRIEVE DATA, first block of the object `tag` of a BER-TLV file, ETSI TS 102 221 11.3.1. The blocks joined are the whole object
 * with tag and length. @throws InputError `tlv.tag`, `sfi.invalid`
 */
export function retrieveData(tag: number, sfi?: number): CardCommand<RetrievedBlock> {
  return block(firstBlock | (sfi === undefined ? 0 : checkedSfi(sfi)), encodeTag(tag));
}

/** RETRIEVE DATA, the block after the last one. */
export function retrieveNextBlock(): CardCommand<RetrievedBlock> {
  return block(0x00, undefined);
}

function block(p2: number, data: Uint8Array | undefined): CardCommand<RetrievedBlock> {
  return {
    name: 'RETRIEVE DATA',
    apdu: { cla: 0x80, ins: 0xcb, p1: 0, p2, ...(data === undefined ? {} : { data }), le: 256 },
    sensitive: 'none',
    changesCard: false,
    parse(response) {
      const { data: part, sw } = expectStatus(response, 'RETRIEVE DATA', ...moreAvailable);
      return { data: part, more: moreAvailable.some((word) => word === sw) };
    },
  };
}
