import { concatBytes, toHex, u16be } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { ResponseApdu } from '../apdu.ts';
import type { CardCommand } from '../command.ts';
import { decodeFcp } from '../fcp.ts';
import type { Fcp } from '../fcp-types.ts';
import { expectStatus } from '../status-check.ts';

/** What was selected. SELECT succeeds on deactivated and terminated files, with a warning. */
export interface Selection {
  readonly fcp: Fcp;
  readonly state: 'usable' | 'deactivated' | 'terminated';
}

export type Occurrence = 'first' | 'last' | 'next' | 'previous';

/** P2 bits 2 and 1, ETSI TS 102 221 table 11.2. */
const occurrenceBits: Readonly<Record<Occurrence, number>> = { first: 0, last: 1, next: 2, previous: 3 };
/** P2 bits 4 and 3: return the FCP template, or no data. */
const returnFcp = 0x04;
const returnNothing = 0x0c;
/** P2 bits 7 and 6: the application session is terminated instead of activated. */
const terminateSession = 0x40;

/** SELECT of a file of the current directory, of its parent, a reserved FID (3F00, 7FFF) or a brother of the directory; 11.1.1. */
export function selectFid(fid: number): CardCommand<Selection> {
  if (!Number.isInteger(fid) || fid < 0 || fid > 0xffff)
    throw invalid(`${fid} is not a file identifier.`, 'A FID is 0000 to FFFF.');
  return select(0x00, returnFcp, u16be(fid));
}

/** SELECT by path. From the MF the path leaves 3F00 out; from the current DF its FID. @throws InputError `select.invalid` */
export function selectPath(fids: readonly number[], from: 'mf' | 'current-df'): CardCommand<Selection> {
  if (fids.length === 0) throw invalid('The path is empty.', 'Select the directory itself by its FID.');
  return select(from === 'mf' ? 0x08 : 0x09, returnFcp, concatBytes(...fids.map(u16be)));
}

/**
 * SELECT by DF name: a full AID or its first bytes. `last` with a partial AID selects the application that was used last
 * (TS-0003 D.2.2.1). `terminate` ends its session. @throws InputError `select.invalid` unless `aid` has 1 to 16 bytes.
 */
export function selectAid(
  aid: Uint8Array,
  options: { readonly occurrence?: Occurrence; readonly terminate?: boolean } = {},
): CardCommand<Selection> {
  if (aid.length < 1 || aid.length > 16)
    throw invalid(`${toHex(aid)} is not an AID.`, 'An AID has 5 to 16 bytes; a partial AID at least one.');
  const control = options.terminate === true ? terminateSession : 0;
  return select(0x04, control | returnFcp | occurrenceBits[options.occurrence ?? 'first'], aid);
}

/** The same selection without an answer (P2 with 0C): one exchange fewer on T=0. */
export function withoutFcp(command: CardCommand<Selection>): CardCommand<Selection['state']> {
  const { le: _none, ...apdu } = command.apdu;
  return {
    ...command,
    apdu: { ...apdu, p2: (apdu.p2 & ~returnFcp) | returnNothing },
    parse: (response) => stateOf(expectStatus(response, command.name, 0x6283, 0x6284)),
  };
}

function select(p1: number, p2: number, data: Uint8Array): CardCommand<Selection> {
  return {
    name: 'SELECT',
    apdu: { cla: 0x00, ins: 0xa4, p1, p2, data, le: 256 },
    sensitive: 'none',
    changesCard: false,
    parse(response) {
      const state = stateOf(expectStatus(response, 'SELECT', 0x6283, 0x6284));
      return { fcp: decodeFcp(response.data), state };
    },
  };
}

function stateOf({ sw }: ResponseApdu): Selection['state'] {
  return sw === 0x6283 ? 'deactivated' : sw === 0x6284 ? 'terminated' : 'usable';
}

function invalid(message: string, hint: string): InputError {
  return new InputError('select.invalid', message, { hint, clause: 'ETSI TS 102 221 11.1.1' });
}
