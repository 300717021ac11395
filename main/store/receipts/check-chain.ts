import * as z from 'zod';
import type { ChainCheckDoc } from '../../contract/receipt.ts';
import { canonicalHash, canonicalJson } from '../canonical.ts';

const row = z.object({ number: z.int(), document: z.string() });
/** Only what the chain is made of: a receipt that breaks its schema otherwise is still looked at. */
const link = z.looseObject({ number: z.int(), previousHash: z.string(), hash: z.string() });

interface Link {
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
  /** What is wrong with this receipt taken alone. */
  readonly fault?: string;
}
export interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

/** `rows` are `number` and `document` in ascending order of number; `head` is what was appended last. */
export function checkChain(rows: Iterable<unknown>, head: ChainHead | undefined): ChainCheckDoc {
  const links = Array.from(rows, readLink);
  const broken =
    head === undefined
      ? { at: links.length, why: 'The end of the chain is missing.' }
      : findBreak(links, head);
  const checked = links.length;
  return broken === undefined
    ? { intact: true, checked }
    : { intact: false, checked, brokenAt: broken.at, why: broken.why };
}

function readLink(found: unknown): Link {
  const { number, document } = row.parse(found);
  const sound = readDocument(document);
  if (sound === undefined)
    return {
      number,
      previousHash: '',
      hash: '',
      fault: `Receipt ${number} was changed after it was written.`,
    };
  const { previousHash, hash } = sound;
  if (sound.number === number) return { number, previousHash, hash };
  return { number, previousHash, hash, fault: `Receipt ${sound.number} was moved to number ${number}.` };
}

/** What `text` says of its place in the chain; `undefined` when it is not canonical or its hash is not its own. */
function readDocument(text: string): (ChainHead & { readonly previousHash: string }) | undefined {
  try {
    const raw: unknown = JSON.parse(text);
    const place = link.parse(raw);
    const { hash, ...body } = Object(raw);
    return canonicalJson(raw) === text && canonicalHash(body) === hash ? place : undefined;
  } catch {
    return undefined; // not JSON, not a receipt, or without a canonical form: Cardwright writes none of these
  }
}

function findBreak(links: readonly Link[], head: ChainHead): { at: number; why: string } | undefined {
  const first: ChainHead = { number: 0, hash: '0'.repeat(64) };
  for (const [i, current] of links.entries()) {
    const { number, fault } = current;
    const before = links[i - 1] ?? first;
    if (number !== before.number + 1)
      return { at: before.number + 1, why: `Receipt ${before.number + 1} was removed.` };
    if (number > head.number)
      return {
        at: number,
        why: `Receipt ${number} was not written by Cardwright: the chain ends before it.`,
      };
    if (fault !== undefined) return { at: number, why: fault };
    if (current.previousHash !== before.hash)
      return { at: number, why: `Receipt ${number} does not follow on receipt ${before.number}.` };
    if (wasReplaced(current, links[i + 1], links[i + 2], head))
      return {
        at: number,
        why: `Receipt ${number} was replaced: what comes after it was chained to another.`,
      };
  }
  const last = links.at(-1) ?? first;
  return last.number === head.number
    ? undefined
    : { at: last.number + 1, why: `Receipt ${last.number + 1} was removed from the end.` };
}

/**
 * Where two receipts do not fit each other, the later one is to be trusted when the one after it, or the end of the chain, was chained
 * to it.
 */
function wasReplaced(
  current: Link,
  next: Link | undefined,
  nextButOne: Link | undefined,
  head: ChainHead,
): boolean {
  if (current.number === head.number) return current.hash !== head.hash;
  if (next === undefined || next.fault !== undefined || next.number !== current.number + 1) return false;
  const confirmed =
    next.number === head.number ? next.hash === head.hash : nextButOne?.previousHash === next.hash;
  return confirmed && next.previousHash !== current.hash;
}
